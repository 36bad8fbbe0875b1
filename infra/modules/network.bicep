// The private network: a subnet for the app, one for private endpoints, and one address from which the app reaches Altur and the webhook.

import { resourceTags } from 'types.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the virtual network.')
param name string

@description('Its address range.')
param addressPrefix string

// The default rules of a network security group are the right ones: in from the network, out to anywhere.
resource securityGroup 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: 'nsg-${name}'
  location: location
  tags: tags
}

resource outboundAddress 'Microsoft.Network/publicIPAddresses@2025-05-01' = {
  name: 'pip-${name}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource gateway 'Microsoft.Network/natGateways@2025-05-01' = {
  name: 'nat-${name}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIpAddresses: [
      {
        id: outboundAddress.id
      }
    ]
  }
}

// Subnets are part of the network here: as separate resources, each deployment of the network would try to remove them.
resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        // Flex Consumption: delegated to Microsoft.App/environments, no underscore in the name, room for 40 addresses an app.
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 0)
          defaultOutboundAccess: false
          natGateway: {
            id: gateway.id
          }
          networkSecurityGroup: {
            id: securityGroup.id
          }
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 1)
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: securityGroup.id
          }
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

@description('The resource id of the network.')
output networkId string = network.id

@description('The subnet of the app.')
output appSubnetId string = network::app.id

@description('The subnet of private endpoints.')
output endpointSubnetId string = network::endpoints.id

@description('The address from which Altur and the webhook are called, for their allow lists.')
output outboundAddress string = outboundAddress.properties.ipAddress
