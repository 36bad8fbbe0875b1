// The page that shows what the bridge does, in the portal: Application Insights, Workbooks.

import { resourceTags } from 'types.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The workspace that the queries read.')
param workspaceId string

@description('The Application Insights component that lists the workbook.')
param insightsId string

@description('The Service Bus namespace whose queues are shown.')
param namespaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(toLower(insightsId), 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'AlturBridge'
    category: 'workbook'
    sourceId: insightsId
    version: '1.0'
    serializedData: replace(
      replace(loadTextContent('../workbook.json'), '__WORKSPACE__', workspaceId),
      '__NAMESPACE__',
      namespaceId
    )
  }
}
