// The function app on Flex Consumption.

import { alwaysReadyInstances, bridgeSettings, resourceTags } from 'types.bicep'

@description('The Azure region.')
param location string

@description('Tags for every resource.')
param tags resourceTags

@description('The name of the plan.')
param planName string

@description('The name of the app.')
param appName string

@description('The resource id of the app\'s identity.')
param identityId string

@description('The client id of the app\'s identity.')
param identityClientId string

@description('The settings that are not secrets.')
param settings bridgeSettings

@description('The settings whose values are in Key Vault.')
param secretSettings string[]

@description('The vault\'s address, with a trailing slash.')
param vaultUri string

@description('The blob endpoint of the host\'s storage.')
param blobEndpoint string

@description('The table endpoint of the same storage.')
param tableEndpoint string

@description('The address of the container with the deployed package.')
param packageContainer string

@description('The host of the Service Bus namespace.')
param serviceBusNamespace string

@description('Where telemetry is sent.')
param insightsConnectionString string

@description('Instances that are always ready, by function or group.')
param alwaysReady alwaysReadyInstances[]

@description('The memory of an instance, in MB.')
param instanceMemoryMB 512 | 2048 | 4096

@description('The maximum number of instances.')
param maximumInstanceCount int

@description('Requests one instance answers at once.')
param httpConcurrency int

@description('What happens to running calls when code or settings change.')
param siteUpdateStrategy 'Recreate' | 'RollingUpdate'

@description('Spreads instances over availability zones.')
param zoneRedundant bool

@description('The subnet that the app joins; omit for none.')
param subnetId string?

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: appName
  location: location
  // azd finds the app by this tag: the service's name in azure.yaml.
  tags: union(tags, { 'azd-service-name': 'bridge' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    // CRMs post from the internet; function keys and signatures decide what they may do.
    publicNetworkAccess: 'Enabled'
    // This identity resolves references, so that the role exists before the app first starts.
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: subnetId
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
    }
    #disable-next-line BCP037 // siteUpdateStrategy: see below.
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        alwaysReady: alwaysReady
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        triggers: {
          http: {
            perInstanceConcurrency: httpConcurrency
          }
        }
      }
      // Documented, but too new for the published schema; omitted for the default, so that a region without it is not asked for it.
      ...(siteUpdateStrategy == 'Recreate' ? {} : { siteUpdateStrategy: { type: siteUpdateStrategy } })
    }
  }

  // No publishing passwords: code is deployed by identities.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

// Without a version: a new version of a secret is picked up within a day, or at once as described in docs/deploy.md.
// A secret's name has hyphens for underscores: Altur__ApiKey is the secret Altur--ApiKey.
var secretReferences = toObject(
  secretSettings,
  name => name,
  name => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${replace(name, '_', '-')})'
)

var platformSettings = {
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__tableServiceUri: tableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  ServiceBus__fullyQualifiedNamespace: serviceBusNamespace
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
}

// All settings are here: each deployment replaces the whole set, so one made by hand in the portal is gone after the next.
resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, secretReferences, platformSettings)
}

@description('The name of the app.')
output name string = app.name

@description('The address of the app.')
output address string = 'https://${app.properties.defaultHostName}'
