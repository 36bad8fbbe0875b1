// What the Functions host needs (the deployed package, host keys, leases) and what operators read: the journal and the do-not-call list.
// No lead waits here: those are in the queues.

import { privateNetworkReference, resourceTags } from 'types.bicep'
import { storageBlobDataOwner, storageTableDataContributor } from 'roles.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the storage account.')
param name string

@description('The resource id of the app\'s identity.')
param appIdentityId string

@description('The principal id of the app\'s identity.')
param appPrincipalId string

@description('Keeps a copy in each availability zone.')
param zoneRedundant bool

@description('The virtual network and subnet for private endpoints; if omitted, the account is reached over the internet.')
param privateNetwork privateNetworkReference?

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork == null ? 'Enabled' : 'Disabled'
    networkAcls: {
      // Without a virtual network, a Flex Consumption app connects from addresses that nobody can list.
      bypass: 'AzureServices'
      defaultAction: privateNetwork == null ? 'Allow' : 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    // Host keys are blobs: a deleted one can be restored.
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: 'app-package'
  properties: {
    publicAccess: 'None'
  }
}

// Storage Blob Data Owner on this account: the minimum the Functions host documents for its leases and keys, and it covers reading the
// package. Only this app uses the account. No queue role: no trigger needs one.
resource hostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(toLower(account.id), toLower(appIdentityId), storageBlobDataOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataOwner)
  }
}

// Storage Table Data Contributor on this account: the app creates its tables on first use, and the host one for its diagnostic events.
resource tableData 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(toLower(account.id), toLower(appIdentityId), storageTableDataContributor)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
  }
}

module endpoints 'private-endpoint.bicep' = [
  for service in (privateNetwork == null ? [] : ['blob', 'table']): {
    params: {
      location: location
      tags: tags
      targetId: account.id
      targetName: account.name
      groupId: service
      zoneName: 'privatelink.${service}.${environment().suffixes.storage}'
      privateNetwork: privateNetwork!
    }
  }
]

@description('The blob endpoint, with a trailing slash.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('The table endpoint, with a trailing slash.')
output tableEndpoint string = account.properties.primaryEndpoints.table

@description('The address of the container with the deployed package.')
output packageContainer string = '${account.properties.primaryEndpoints.blob}${packages.name}'
