// AlturBridge in one resource group: see docs/deploy.md for how to use it, docs/limits.md for what to expect.
targetScope = 'resourceGroup'

import { alwaysReadyInstances, bridgeSettings, existingNetwork, privateDnsZones, resourceTags } from 'modules/types.bicep'

@description('Distinguishes installations in one resource group, such as prod. Part of every name, through a hash.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('The Azure region; one that offers Flex Consumption: az functionapp list-flexconsumption-locations.')
param location string = resourceGroup().location

@description('Tags for every resource, in addition to the one that azd needs.')
param tags resourceTags = {}

@description('The bridge\'s settings that are not secrets, under the names in docs/settings.md.')
param settings bridgeSettings

@description('The settings whose values the operator sets in Key Vault. Each needs its secret before the app can start.')
param secretSettings string[] = ['Altur__ApiKey', 'Webhook__Secrets__0']

@description('The object id of the person or group that sets secrets and looks after dead letters; empty to grant these roles elsewhere.')
param operatorPrincipalId string = ''

@description('The kind of principal the operator is.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal' = 'User'

@description('''Instances that never sleep. Each is billed around the clock for its memory, so that a lead never waits for a start:
one for intake (http) and one for dialling (function:PlaceCall). With an empty list the first lead waits for a cold start of each, and an idle
app starts only for the health test and its timers: NoteDeadLetters every 5 minutes, ForgetLeads every night. With zoneRedundant each entry
has at least two; without manageQueues, ForwardCall has one.''')
param alwaysReady alwaysReadyInstances[] = [
  { name: 'http', instanceCount: 1 }
  { name: 'function:PlaceCall', instanceCount: 1 }
]

@description('The memory of an instance, in MB; it also sets its share of a processor (0.25, 1 or 2 cores) and its price.')
param instanceMemoryMB 512 | 2048 | 4096 = 2048

@description('The maximum number of instances, across all functions. It limits cost, not dialling: that is Calling__Lanes.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Requests one instance answers at once before another is added. Intake waits for the queue, not for a CPU.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 100

@description('''Recreate stops all instances at once: calls in flight are cut off and wait for a human as OutcomeUnknown. RollingUpdate lets
them finish, from the next update on, and is a preview that Microsoft does not yet recommend for production.''')
param siteUpdateStrategy 'Recreate' | 'RollingUpdate' = 'Recreate'

@description('''Makes the app Data Owner of its two queues, so that the platform reads their counts and wakes the functions. false leaves it
Data Sender and Data Receiver, and keeps an instance of ForwardCall always ready instead: modules/messaging.bicep has the reasons.''')
param manageQueues bool = true

@description('Protects the namespace, and with it every waiting lead, from deletion. Needs Microsoft.Authorization/locks/write.')
param deleteLock bool = true

@description('''Spreads instances and storage over availability zones. 10 instances are then always ready, and billed: two for HTTP, and two for each
other function. Service Bus and Key Vault use a region's zones automatically; the outbound address of a private network stays in one.''')
param zoneRedundant bool = false

@description('''Service Bus Premium, private endpoints, a virtual network and a fixed outbound address. Choose at the first deployment: a
Standard namespace cannot become Premium.''')
param privateNetwork bool = false

@description('The address range of the private network that is created: a /23 or larger.')
param networkAddressPrefix string = '10.0.0.0/16'

@description('With privateNetwork, your own network to use instead of creating one.')
param network existingNetwork?

@description('With privateNetwork, your own private DNS zones, already linked to the network, instead of creating them.')
param dnsZones privateDnsZones?

@description('Address ranges from which operators reach the private vault and queues, such as an office\'s.')
param operatorIpRanges string[] = []

@description('Who receives alerts, by e-mail.')
param alertEmails string[] = []

@description('How many messages may wait in one queue, on average over 15 minutes, before there is an alert.')
@minValue(1)
param backlogThreshold int = 500

@description('''How many leads may wait throughout half an hour before dialling counts as stopped. If leads come in all day without a break,
some always wait: then set it to Calling__Lanes.''')
@minValue(0)
param stalledThreshold int = 0

@description('''How many messages that enter calls within an hour count as a flood: leads, and again each lead that is put off, moved to another lane
or replayed.''')
@minValue(1)
param floodThreshold int = 1000

@description('''The locations that check the app's health, every five minutes each; empty for none. A test wakes an app that has no instance
always ready, and keeps it awake.''')
param healthTestLocations string[] = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'us-va-ash-azr']

@description('''The monthly budget, in the subscription's currency: alertEmails are notified at 80 % and 100 %. 0 for none. It also needs
monthlyBudgetStart.''')
@minValue(0)
param monthlyBudget int = 0

@description('''The first day of the month in which the budget begins, such as 2026-08-01: the month in which the budget is first deployed.
Never change it afterwards: Azure would refuse the whole deployment.''')
param monthlyBudgetStart string = ''

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionInDays int = 30

@description('The daily limit for logs in GB; beyond it the rest of the day is not recorded. -1 for no limit.')
param dailyLogQuotaGb int = 1

// In lower case: to Azure, Bridge and bridge are one group, but their hashes differ, so a deployment with different casing would install
// a second bridge beside the first.
var token = uniqueString(toLower(resourceGroup().id), toLower(environmentName))

var names = {
  identity: 'id-bridge-${token}'
  workspace: 'log-bridge-${token}'
  insights: 'appi-bridge-${token}'
  storage: 'stbridge${token}'
  serviceBus: 'sb-bridge-${token}'
  vault: 'kv-bridge-${token}'
  network: 'vnet-bridge-${token}'
  plan: 'plan-bridge-${token}'
  app: 'func-bridge-${token}'
  actionGroup: 'ag-bridge-${token}'
}

// Known before the deployment, so that what-if can show what is named after them. These modules wait for messaging, which waits for both.
var ids = {
  workspace: resourceId('Microsoft.OperationalInsights/workspaces', names.workspace)
  insights: resourceId('Microsoft.Insights/components', names.insights)
}

// The names used in the code. Known before the deployment, so that what-if can look into the alerts.
var queues = ['calls', 'call-records']

var allTags = union(tags, { 'azd-env-name': environmentName })

// A separate identity, not the app's: it has its roles before the app first starts, and keeps them when the app is recreated.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.identity
  location: location
  tags: allTags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: location
    tags: allTags
    workspaceName: names.workspace
    insightsName: names.insights
    appIdentityId: identity.id
    appPrincipalId: identity.properties.principalId
    retentionInDays: logRetentionInDays
    dailyQuotaGb: dailyLogQuotaGb
  }
}

module newNetwork 'modules/network.bicep' = if (privateNetwork && network == null) {
  params: {
    location: location
    tags: allTags
    name: names.network
    addressPrefix: networkAddressPrefix
  }
}

// Built from names, not from the module's outputs: what-if looks into a module only if its conditions are known in advance.
var endpointNetwork = privateNetwork
  ? {
      networkId: network.?networkId ?? resourceId('Microsoft.Network/virtualNetworks', names.network)
      subnetId: network.?endpointSubnetId ?? resourceId(
        'Microsoft.Network/virtualNetworks/subnets',
        names.network,
        'endpoints'
      )
      zones: dnsZones
    }
  : null

var forwarding = manageQueues || contains(map(alwaysReady, group => group.name), 'function:ForwardCall')
  ? []
  : [{ name: 'function:ForwardCall', instanceCount: 1 }]
var ready = map(concat(alwaysReady, forwarding), group => {
  name: group.name
  instanceCount: zoneRedundant ? max(group.instanceCount, 2) : group.instanceCount
})

module storage 'modules/storage.bicep' = {
  dependsOn: [newNetwork]
  params: {
    location: location
    tags: allTags
    name: names.storage
    appIdentityId: identity.id
    appPrincipalId: identity.properties.principalId
    zoneRedundant: zoneRedundant
    privateNetwork: endpointNetwork
  }
}

module messaging 'modules/messaging.bicep' = {
  dependsOn: [newNetwork]
  params: {
    location: location
    tags: allTags
    name: names.serviceBus
    appIdentityId: identity.id
    appPrincipalId: identity.properties.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    manageQueues: manageQueues
    deleteLock: deleteLock
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: endpointNetwork
    operatorIpRanges: operatorIpRanges
  }
}

module vault 'modules/vault.bicep' = {
  dependsOn: [newNetwork]
  params: {
    location: location
    tags: allTags
    name: names.vault
    appIdentityId: identity.id
    appPrincipalId: identity.properties.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: endpointNetwork
    operatorIpRanges: operatorIpRanges
  }
}

// It uses outputs of every module above, so all roles and private endpoints exist before the app.
module app 'modules/app.bicep' = {
  params: {
    location: location
    tags: allTags
    planName: names.plan
    appName: names.app
    identityId: identity.id
    identityClientId: identity.properties.clientId
    settings: settings
    secretSettings: secretSettings
    vaultUri: vault.outputs.uri
    blobEndpoint: storage.outputs.blobEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    packageContainer: storage.outputs.packageContainer
    serviceBusNamespace: messaging.outputs.fullyQualifiedNamespace
    insightsConnectionString: monitoring.outputs.connectionString
    alwaysReady: ready
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    siteUpdateStrategy: siteUpdateStrategy
    zoneRedundant: zoneRedundant
    subnetId: privateNetwork ? (network.?appSubnetId ?? newNetwork!.outputs.appSubnetId) : null
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    tags: allTags
    actionGroupName: names.actionGroup
    emails: alertEmails
    namespaceId: messaging.outputs.namespaceId
    namespaceName: names.serviceBus
    queues: queues
    backlogThreshold: backlogThreshold
    stalledThreshold: stalledThreshold
    floodThreshold: floodThreshold
    appAddress: app.outputs.address
    testLocations: healthTestLocations
    insightsId: ids.insights
    workspaceId: ids.workspace
    monthlyBudget: monthlyBudget
    budgetStart: monthlyBudgetStart
  }
}

module workbook 'modules/workbook.bicep' = {
  params: {
    location: location
    tags: allTags
    workspaceId: ids.workspace
    insightsId: ids.insights
    namespaceId: messaging.outputs.namespaceId
  }
}

@description('The name of the function app.')
output appName string = app.outputs.name

@description('The address of the app; leads go to <this>/api/leads/<source>.')
output appAddress string = app.outputs.address

@description('The vault that needs the secrets.')
output vaultName string = names.vault

@description('The namespace with the queues.')
output serviceBusName string = names.serviceBus

@description('The address from which Altur and the webhook are called; empty if it varies, or the network is not part of this deployment.')
output outboundAddress string = privateNetwork && network == null ? newNetwork!.outputs.outboundAddress : ''
