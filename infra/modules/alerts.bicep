// What needs a person's attention; docs/deploy.md, "Alerts", says what to do. None needs the app's own telemetry: they fire even when the
// app is too broken to send any. Those about the queues use Service Bus's metrics, so they also fire when the daily log quota is used up.

import { resourceTags } from 'types.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the action group.')
param actionGroupName string

@description('Who is notified, by e-mail; if empty, alerts appear only in the portal.')
param emails string[]

@description('The Service Bus namespace.')
param namespaceId string

@description('Its name, the prefix of the alerts\' names.')
param namespaceName string

@description('The names of its queues.')
param queues string[]

@description('How many messages may wait in one queue, on average over 15 minutes, before it counts as a backlog.')
@minValue(1)
param backlogThreshold int

@description('How many messages may wait in calls throughout half an hour before dialling counts as stopped.')
@minValue(0)
param stalledThreshold int

@description('How many messages that enter calls within an hour count as a flood.')
@minValue(1)
param floodThreshold int

@description('The address of the app.')
param appAddress string

@description('The locations that check the app\'s health: names of Azure\'s test locations; empty for no test.')
param testLocations string[]

@description('The Application Insights component that keeps the results.')
param insightsId string

@description('The workspace whose daily cap is watched.')
param workspaceId string

@description('The monthly budget of the resource group, in the subscription\'s currency; 0 for none.')
@minValue(0)
param monthlyBudget int

@description('The first day of the month in which the budget begins, as yyyy-MM-dd; empty for no budget.')
param budgetStart string

// Alerts have no region.
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

// Levels, not event counts: these stay open until the last dead letter is replayed or discarded, the last record delivered.
var levels = flatten([
  map(queues, queue => {
    name: 'dead-letters-${queue}'
    queue: queue
    metric: 'DeadletteredMessages'
    aggregation: 'Average'
    threshold: 0
    window: 'PT5M'
    frequency: 'PT1M'
    severity: 1
    description: 'There are dead letters in ${queue}. Their reasons and descriptions say what happened and whether to replay them.'
  })
  map(queues, queue => {
    name: 'backlog-${queue}'
    queue: queue
    metric: 'ActiveMessages'
    aggregation: 'Average'
    threshold: backlogThreshold
    window: 'PT15M'
    frequency: 'PT5M'
    severity: 2
    description: 'Many messages wait in ${queue}: Altur or the webhook is slow, or there are too few lanes.'
  })
  [
    {
      name: 'dialling-stopped'
      queue: 'calls'
      metric: 'ActiveMessages'
      aggregation: 'Minimum'
      threshold: stalledThreshold
      window: 'PT30M'
      frequency: 'PT5M'
      severity: 1
      description: 'Leads have waited in calls for half an hour without a break: Altur turns calls away, PlaceCall is paused, or the app does not run.'
    }
    {
      name: 'webhook-down'
      queue: 'call-records'
      metric: 'ScheduledMessages'
      aggregation: 'Minimum'
      threshold: 0
      window: 'PT15M'
      frequency: 'PT5M'
      severity: 1
      description: 'For a quarter of an hour at least one Call record has been waiting for a retry: the webhook does not accept it.'
    }
    {
      name: 'flood'
      queue: 'calls'
      metric: 'IncomingMessages'
      aggregation: 'Total'
      threshold: floodThreshold
      window: 'PT1H'
      frequency: 'PT5M'
      severity: 1
      description: 'More messages than expected entered calls within an hour: leads, but also leads put off by a rule, moved to another lane or replayed. If neither rules nor a replay explain them and nobody meant to send them, revoke the sender\'s key.'
    }
  ]
])

resource queueAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for level in levels: {
    name: '${namespaceName}-${level.name}'
    location: nowhere
    tags: tags
    properties: {
      description: level.description
      severity: level.severity
      enabled: true
      autoMitigate: true
      scopes: [namespaceId]
      evaluationFrequency: level.frequency
      windowSize: level.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: level.name
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            metricName: level.metric
            operator: 'GreaterThan'
            threshold: level.threshold
            timeAggregation: level.aggregation
            dimensions: [
              {
                name: 'EntityName'
                operator: 'Include'
                values: [level.queue]
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
    description: 'Service Bus fails: check Azure\'s status in this region.'
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

// A standard test from outside: /api/health is 200 only if a lead could be accepted.
resource healthTest 'Microsoft.Insights/webtests@2022-06-15' = if (!empty(testLocations)) {
  name: '${namespaceName}-health'
  location: location
  // The portal lists a test under the component named by this tag.
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: '${namespaceName}-health'
    Name: 'Can leads be accepted?'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [for location in testLocations: { Id: location }]
    Request: {
      RequestUrl: '${appAddress}/api/health'
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource intakeDown 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(testLocations)) {
  name: '${namespaceName}-intake-down'
  location: nowhere
  tags: tags
  properties: {
    description: 'GET /api/health fails from several places: leads are not accepted. Its answer says what is missing.'
    severity: 0
    enabled: true
    autoMitigate: true
    scopes: [healthTest.id, insightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: healthTest.id
      componentId: insightsId
      // A single failing location says more about that location than about the bridge.
      failedLocationCount: min(2, length(testLocations))
    }
    actions: actions
  }
}

resource logCap 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: '${namespaceName}-log-cap'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: '${namespaceName}-log-cap'
    description: 'The daily log quota is used up: nothing is recorded until it resets. Find what logs so much; the alerts about the queues still work.'
    severity: 2
    enabled: true
    autoMitigate: false
    scopes: [workspaceId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    // One message is enough; the quota stays used up.
    muteActionsDuration: 'PT6H'
    // At the first deployment the workspace is new and does not have this table yet.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: '_LogOperation | where Category =~ "Ingestion" | where Detail has "OverQuota"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: empty(emails) ? [] : [actionGroup.id]
    }
  }
}

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = if (monthlyBudget > 0 && !empty(budgetStart) && !empty(emails)) {
  name: '${namespaceName}-budget'
  properties: {
    category: 'Cost'
    timeGrain: 'Monthly'
    amount: monthlyBudget
    timePeriod: {
      // Azure refuses to change it, and with it the whole deployment: hence a parameter, never the current month.
      startDate: budgetStart
    }
    notifications: {
      mostIsSpent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
      }
      moreWillBeSpent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
      }
      allIsSpent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: emails
      }
    }
  }
}
