// The secrets. The deployment creates the vault and refers to secrets by name; the operator sets their values, which never pass through
// a template, a parameter file or a pipeline.

import { privateNetworkReference, resourceTags } from 'types.bicep'
import { keyVaultSecretsOfficer, keyVaultSecretsUser } from 'roles.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('The resource id of the app\'s identity.')
param appIdentityId string

@description('The principal id of the app\'s identity.')
param appPrincipalId string

@description('A person or group that sets the secrets; empty for none.')
param operatorPrincipalId string

@description('The kind of principal the operator is.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal'

@description('The workspace for logs and metrics.')
param workspaceId string

@description('The virtual network and subnet for a private endpoint; if omitted, the vault is reached over the internet.')
param privateNetwork privateNetworkReference?

@description('Address ranges from which operators reach a private vault; empty for none.')
param operatorIpRanges string[]

var isPrivate = privateNetwork != null

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Irreversible on purpose: for 90 days nobody can destroy a deleted vault, only restore it.
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate && empty(operatorIpRanges) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      // Without a virtual network, a Flex Consumption app connects from addresses that nobody can list.
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [
        for range in (isPrivate ? operatorIpRanges : []): {
          value: range
        }
      ]
    }
  }
}

// Key Vault Secrets User on this vault: reading values, to resolve the references. The vault holds only this app's secrets, so a role on
// each secret, which would have to exist first, would restrict nothing.
resource readSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(toLower(vault.id), toLower(appIdentityId), keyVaultSecretsUser)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

// Key Vault Secrets Officer on this vault: the operator sets and rotates the values.
resource writeSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  scope: vault
  name: guid(toLower(vault.id), toLower(operatorPrincipalId), keyVaultSecretsOfficer)
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsOfficer)
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        // Who read or changed which secret.
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  params: {
    location: location
    tags: tags
    targetId: vault.id
    targetName: vault.name
    groupId: 'vault'
    zoneName: 'privatelink.vaultcore.azure.net'
    privateNetwork: privateNetwork!
  }
}

@description('The vault\'s address, with a trailing slash.')
output uri string = vault.properties.vaultUri
