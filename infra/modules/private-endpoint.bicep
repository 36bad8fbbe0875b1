// One private endpoint with its DNS zone, so that the ordinary name of a service resolves to an address inside the network.

import { privateNetworkReference, resourceTags } from 'types.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The resource that is reached through the endpoint.')
param targetId string

@description('The name of that resource.')
param targetName string

@description('Which of its services.')
param groupId 'blob' | 'table' | 'namespace' | 'vault'

@description('The private DNS zone of that service.')
param zoneName string

@description('Where the endpoint goes.')
param privateNetwork privateNetworkReference

// A storage account has an endpoint for each of its services.
resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pe-${targetName}-${groupId}'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: privateNetwork.subnetId
    }
    privateLinkServiceConnections: [
      {
        name: groupId
        properties: {
          privateLinkServiceId: targetId
          groupIds: [groupId]
        }
      }
    ]
  }
}

var managedElsewhere = privateNetwork.?zones != null

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = if (!managedElsewhere) {
  name: zoneName
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = if (!managedElsewhere) {
  parent: zone
  name: last(split(privateNetwork.networkId, '/'))
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: privateNetwork.networkId
    }
  }
}

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: endpoint
  name: 'default'
  // A name must not resolve to a private address before the network can see the zone.
  dependsOn: [link]
  properties: {
    privateDnsZoneConfigs: [
      {
        name: groupId
        properties: {
          privateDnsZoneId: managedElsewhere ? privateNetwork.zones![groupId] : zone.id
        }
      }
    ]
  }
}
