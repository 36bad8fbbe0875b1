// What a human must look at. All alerts are on Service Bus: whatever goes wrong in the app ends as a message that waits or is dead.

import { resourceTags } from 'types.bicep'

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the action group.')
param actionGroupName string

@description('Who is told, by e-mail; nobody when empty, and alerts are then seen in the portal only.')
param emails string[]

@description('The Service Bus namespace.')
param namespaceId string

@description('Its name, which begins the names of the alerts.')
param namespaceName string

@description('The names of its queues.')
param queues string[]

@description('How many waiting messages in one queue are too many, as an average of 15 minutes.')
@minValue(1)
param backlogThreshold int

// Alerts belong to no region.
var nowhere = 'global'

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: actionGroupName
  location: nowhere
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'alturbridge'
    emailReceivers: [
      for email in emails: {
        name: email
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var actions = empty(emails) ? [] : [{ actionGroupId: actionGroup.id }]

// The count of dead letters is a level: the alert stays open until the last one is replayed or discarded.
resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for queue in queues: {
    name: '${namespaceName}-dead-letters-${queue}'
    location: nowhere
    tags: tags
    properties: {
      description: 'There are dead letters in ${queue}: their reasons and descriptions say what happened and whether to replay them.'
      severity: 1
      enabled: true
      autoMitigate: true
      scopes: [namespaceId]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'dead-letters'
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            metricName: 'DeadletteredMessages'
            operator: 'GreaterThan'
            threshold: 0
            timeAggregation: 'Average'
            dimensions: [
              {
                name: 'EntityName'
                operator: 'Include'
                values: [queue]
              }
            ]
          }
        ]
      }
      actions: actions
    }
  }
]

resource backlog 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for queue in queues: {
    name: '${namespaceName}-backlog-${queue}'
    location: nowhere
    tags: tags
    properties: {
      description: 'Many messages wait in ${queue}: Altur or the webhook turns them away, the lanes are too few, or the app does not run.'
      severity: 2
      enabled: true
      autoMitigate: true
      scopes: [namespaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'backlog'
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            metricName: 'ActiveMessages'
            operator: 'GreaterThan'
            threshold: backlogThreshold
            timeAggregation: 'Average'
            dimensions: [
              {
                name: 'EntityName'
                operator: 'Include'
                values: [queue]
              }
            ]
          }
        ]
      }
      actions: actions
    }
  }
]

var faults = [
  {
    name: 'throttled'
    metricName: 'ThrottledRequests'
    threshold: 10
    description: 'Service Bus throttles the bridge: leads are answered 503 and sent again. docs/limits.md says when to move to Premium.'
  }
  {
    name: 'server-errors'
    metricName: 'ServerErrors'
    threshold: 0
    description: 'Service Bus fails: look at the status of Azure in this region.'
  }
]

resource namespaceFaults 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for fault in faults: {
    name: '${namespaceName}-${fault.name}'
    location: nowhere
    tags: tags
    properties: {
      description: fault.description
      severity: 2
      enabled: true
      autoMitigate: true
      scopes: [namespaceId]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: fault.name
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            metricName: fault.metricName
            operator: 'GreaterThan'
            threshold: fault.threshold
            timeAggregation: 'Total'
          }
        ]
      }
      actions: actions
    }
  }
]
