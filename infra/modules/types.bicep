// Types shared by several files.

@export()
@description('The app\'s settings that are not secrets, under the names in docs/settings.md, as text. Omitted ones keep their default.')
type bridgeSettings = {
  @description('Where Call records go: an https address.')
  @minLength(1)
  Webhook__Url: string

  // On Linux a dot reaches the app as one underscore; the host obeys AzureWebJobs_PlaceCall_Disabled, but not one with two underscores.
  @description('Any other setting: letters, digits, dots and underscores only, such as AzureWebJobs.PlaceCall.Disabled.')
  *: string
}

@export()
@description('Tags of a resource.')
type resourceTags = {
  @description('Any number of tags.')
  *: string
}

@export()
@description('The resource ids of private DNS zones that are managed elsewhere, such as in a hub.')
type privateDnsZones = {
  @description('privatelink.blob.core.windows.net')
  blob: string

  @description('privatelink.table.core.windows.net')
  table: string

  @description('privatelink.servicebus.windows.net')
  namespace: string

  @description('privatelink.vaultcore.azure.net')
  vault: string
}

@export()
@description('An existing network. Outbound traffic is its own concern: routes, firewall, outbound address.')
type existingNetwork = {
  @description('The virtual network.')
  networkId: string

  @description('The subnet of the app: delegated to Microsoft.App/environments, a /26 or larger, no underscore in its name, nothing else in it.')
  appSubnetId: string

  @description('The subnet of the private endpoints.')
  endpointSubnetId: string
}

@export()
@description('The network for private endpoints.')
type privateNetworkReference = {
  @description('The virtual network that resolves the private names.')
  networkId: string

  @description('The subnet of the private endpoints.')
  subnetId: string

  @description('Zones that are managed elsewhere; if omitted, the deployment creates them and links them to the network.')
  zones: privateDnsZones?
}

@export()
@description('Instances of a function or a group of functions that are always ready.')
type alwaysReadyInstances = {
  @description('http for all HTTP functions, or function:<its name>.')
  name: string

  @description('How many.')
  @minValue(0)
  instanceCount: int
}
