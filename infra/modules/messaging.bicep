// The two queues. Everything accepted but not finished is in them, and only in them.

import { privateNetworkReference, resourceTags } from 'types.bicep'
import { serviceBusDataOwner, serviceBusDataReceiver, serviceBusDataSender } from 'roles.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the Service Bus namespace.')
param name string

@description('The resource id of the app\'s identity.')
param appIdentityId string

@description('The principal id of the app\'s identity.')
param appPrincipalId string

@description('A person or group that handles dead letters; empty for none.')
param operatorPrincipalId string

@description('The kind of principal the operator is.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal'

@description('Gives the app the right to manage the two queues: see the roles below.')
param manageQueues bool

@description('Protects the namespace, and with it every waiting lead, from deletion.')
param deleteLock bool

@description('The workspace for logs and metrics.')
param workspaceId string

@description('The virtual network and subnet for a private endpoint; if omitted, the namespace is Standard and reached over the internet.')
param privateNetwork privateNetworkReference?

@description('Address ranges from which operators reach a private namespace; empty for none.')
param operatorIpRanges string[]

// Only Premium has private endpoints. A deployment cannot turn Standard into Premium: docs/limits.md, "When Premium".
var premium = privateNetwork != null

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: premium
    ? {
        name: 'Premium'
        tier: 'Premium'
        capacity: 1
      }
    : {
        name: 'Standard'
        tier: 'Standard'
      }
  properties: {
    // No connection string opens this namespace; only an identity with a role does.
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: premium && empty(operatorIpRanges) ? 'Disabled' : 'Enabled'
  }
}

resource networkRules 'Microsoft.ServiceBus/namespaces/networkRuleSets@2024-01-01' = if (premium) {
  parent: namespace
  name: 'default'
  properties: {
    defaultAction: 'Deny'
    publicNetworkAccess: empty(operatorIpRanges) ? 'Disabled' : 'Enabled'
    ipRules: [
      for range in operatorIpRanges: {
        action: 'Allow'
        ipMask: range
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  scope: namespace
  name: 'keep-the-queues'
  properties: {
    level: 'CanNotDelete'
    notes: 'Leads that wait are in this namespace and nowhere else. docs/deploy.md, "Remove everything", says how to remove it.'
  }
}

// Sessions and duplicate detection can only be set when a queue is created; local/EmbeddedHost/queues.json holds the same definitions.
resource calls 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'calls'
  properties: {
    // A session is a lane: one call at a time, and its state holds the claims that keep a lead from being dialled twice.
    requiresSession: true
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'P1D'
    // As long as Service Bus allows: if a lane lost its lock while dialling, another instance would take it.
    lockDuration: 'PT5M'
    // Not a limit on dialling, which the bridge counts itself: a failing host may burn several deliveries a second.
    maxDeliveryCount: 2000
    // 14 days, the longest that Leads__MaxAge can be, and the day of margin in which PlaceCall ends a lead that is too old. The bridge's own
    // messages set their time themselves.
    defaultMessageTimeToLive: 'P15D'
    deadLetteringOnMessageExpiration: true
    // Room for a long outage; costs nothing until used.
    maxSizeInMegabytes: 5120
  }
}

resource callRecords 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'call-records'
  properties: {
    requiresSession: false
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'P1D'
    lockDuration: 'PT5M'
    maxDeliveryCount: 2000
    // The maximum: the record of a placed call never expires.
    defaultMessageTimeToLive: 'P10675199DT2H48M5.4775807S'
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 5120
  }
}

// On each queue, and nothing else in the namespace. Data Owner covers sending and receiving, and adds the right to manage: the platform
// wakes and scales a function by its queue's counts, and reading them needs that right. Without it the platform peeks at the queue's first
// messages: a dozen scheduled retries there hide the records behind them, and ForwardCall sleeps for hours. The bridge itself never needs
// it: GET /api/status counts by peeking.
// The right to manage could also delete a queue, hence never on the namespace. Without it the app sends and receives, and ForwardCall must
// always be ready (main.bicep ensures that).
var appRoles = manageQueues ? [serviceBusDataOwner] : [serviceBusDataSender, serviceBusDataReceiver]

resource appOnCalls 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    scope: calls
    name: guid(toLower(calls.id), toLower(appIdentityId), role)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource appOnCallRecords 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    scope: callRecords
    name: guid(toLower(callRecords.id), toLower(appIdentityId), role)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// The operator reads and resends dead letters in the portal: the same two roles, on the same two queues.
var operatorRoles = empty(operatorPrincipalId) ? [] : [serviceBusDataSender, serviceBusDataReceiver]

resource operatorOnCalls 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in operatorRoles: {
    scope: calls
    name: guid(toLower(calls.id), toLower(operatorPrincipalId), role)
    properties: {
      principalId: operatorPrincipalId
      principalType: operatorPrincipalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource operatorOnCallRecords 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in operatorRoles: {
    scope: callRecords
    name: guid(toLower(callRecords.id), toLower(operatorPrincipalId), role)
    properties: {
      principalId: operatorPrincipalId
      principalType: operatorPrincipalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

// Resource-specific tables; the workspace decides how long they are kept.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

module endpoint 'private-endpoint.bicep' = if (premium) {
  params: {
    location: location
    tags: tags
    targetId: namespace.id
    targetName: namespace.name
    groupId: 'namespace'
    zoneName: 'privatelink.servicebus.windows.net'
    privateNetwork: privateNetwork!
  }
}

@description('The resource id of the namespace.')
output namespaceId string = namespace.id

// The endpoint is https://<host>:443/, whatever the cloud.
@description('The host of the namespace, such as <name>.servicebus.windows.net.')
output fullyQualifiedNamespace string = split(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':')[0]
