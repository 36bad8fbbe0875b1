// Where logs, traces and metrics go. One workspace, and Application Insights on top of it.

import { resourceTags } from 'types.bicep'
import { monitoringMetricsPublisher } from 'roles.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the Log Analytics workspace.')
param workspaceName string

@description('The name of the Application Insights component.')
param insightsName string

@description('The resource id of the app\'s identity.')
param appIdentityId string

@description('The principal id of the app\'s identity.')
param appPrincipalId string

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param retentionInDays int

@description('The daily limit for logs in GB; beyond it the rest of the day is not recorded. -1 for no limit.')
param dailyQuotaGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionInDays
    workspaceCapping: {
      dailyQuotaGb: dailyQuotaGb
    }
    features: {
      // Anyone who may read a resource may read its logs; nobody needs rights on the whole workspace.
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Telemetry is accepted only from identities: the connection string is not a secret.
    DisableLocalAuth: true
  }
}

// Monitoring Metrics Publisher on this component: without local authentication, the only way to send telemetry to it.
// An assignment's name derives from the identity's id, which what-if knows in advance, not from its principal: if an identity is deleted
// and recreated by hand, delete its old assignments first. In lower case, like the hash in the other names.
resource sendTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(toLower(insights.id), toLower(appIdentityId), monitoringMetricsPublisher)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
  }
}

@description('The resource id of the workspace.')
output workspaceId string = workspace.id

@description('Where telemetry is sent; it holds no secret.')
output connectionString string = insights.properties.ConnectionString
