// The two queues. Everything that has been accepted and is not done yet is in them, and only in them.

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

@description('A person or group that looks after dead letters; empty for none.')
param operatorPrincipalId string

@description('What the operator is.')
param operatorPrincipalType 'User' | 'Group' | 'ServicePrincipal'

@description('Gives the app the right to manage the two queues: see the roles below.')
param manageQueues bool

@description('Keeps the namespace, and with it every lead that waits, from being deleted.')
param deleteLock bool

@description('The workspace for logs and metrics.')
param workspaceId string

@description('The virtual network and subnet for a private endpoint; left out, the namespace is Standard and reached over the internet.')
param privateNetwork privateNetworkReference?

@description('Address ranges from which operators reach a private namespace; none when empty.')
param operatorIpRanges string[]

// Private endpoints exist in Premium only. Standard cannot be turned into Premium by a deployment: docs/limits.md, "When Premium".
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
    // No connection string opens this namespace, only an identity with a role.
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

// Sessions and duplicate detection can be chosen only when a queue is made; local/EmbeddedHost/queues.json holds the same definitions.
resource calls 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: 'calls'
  properties: {
    // A session is a lane: one call at a time, and its state holds the claims that keep a lead from being dialled twice.
    requiresSession: true
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'P1D'
    // As long as Service Bus allows: a lane that lost its lock while it dials would be taken by another instance.
    lockDuration: 'PT5M'
    // Not a limit on dialling, which the bridge counts itself: a host that fails may burn several deliveries in a second.
    maxDeliveryCount: 2000
    // The longest a lead may be allowed to wait (Leads__MaxAge); the bridge's own messages bring a shorter time of their own.
    defaultMessageTimeToLive: 'P14D'
    deadLetteringOnMessageExpiration: true
    // Room for a long outage; it costs nothing until it is used.
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
    // The longest there is: a record of a placed call never expires.
    defaultMessageTimeToLive: 'P10675199DT2H48M5.4775807S'
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 5120
  }
}

// On each queue, and on nothing else of the namespace. Data Owner covers sending and receiving, and adds the right to manage, for two reasons:
// - The platform wakes and scales a function by its queue's counts, and reads them with the right to manage only. Without it the platform
//   looks at the first messages of the queue: a dozen scheduled retries there hide the records behind them, and ForwardCall sleeps for hours.
// - GET /api/status reports the counts.
// The right to manage could also delete a queue, hence never on the namespace. Without it the app sends and receives, ForwardCall must
// always be ready (main.bicep sees to it), and status has no counts.
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

// The operator reads dead letters and sends them again in the portal: the same two roles, on the same two queues.
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

// Resource-specific tables; how long they are kept is the workspace's business.
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
