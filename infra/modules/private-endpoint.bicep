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

@description('Which of its services: blob, namespace or vault.')
param groupId string

@description('The private DNS zone of that service.')
param zoneName string

@description('Where the endpoint goes.')
param privateNetwork privateNetworkReference

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pe-${targetName}'
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

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
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
          privateDnsZoneId: zone.id
        }
      }
    ]
  }
}
