// What the Functions host itself needs: the deployed package, host keys and leases. No lead is ever stored here.

import { privateNetworkReference, resourceTags } from 'types.bicep'

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

@description('The virtual network and subnet for a private endpoint; left out, the account is reached over the internet.')
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
      // Without a virtual network, a Flex Consumption app comes from addresses that nobody can list.
      bypass: 'AzureServices'
      defaultAction: privateNetwork == null ? 'Allow' : 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    // Host keys are blobs: a deleted one can be brought back.
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

var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

// Storage Blob Data Owner on this account: the least the Functions host documents for its leases and keys, and it covers reading the
// package. The account is this app's alone. Queue and table roles are left out: no trigger needs them; the host's own diagnostic
// events, which would be a table, go to Application Insights anyway.
resource hostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(toLower(account.id), toLower(appIdentityId), storageBlobDataOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataOwner)
  }
}

module endpoint 'private-endpoint.bicep' = if (privateNetwork != null) {
  params: {
    location: location
    tags: tags
    targetId: account.id
    targetName: account.name
    groupId: 'blob'
    zoneName: 'privatelink.blob.${environment().suffixes.storage}'
    privateNetwork: privateNetwork!
  }
}

@description('The blob endpoint, with a slash at its end.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Where the deployed package lies: the address of its container.')
output packageContainer string = '${account.properties.primaryEndpoints.blob}${packages.name}'
