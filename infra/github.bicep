// The two identities that GitHub signs in with for one environment, in a separate resource group, so that what they deploy cannot change
// them: one that only reads, and one that deploys. See docs/deploy.md, "The same from GitHub". Running this needs Owner on both groups.
targetScope = 'resourceGroup'

@description('The Azure region.')
param location string = resourceGroup().location

@description('The environment in GitHub, such as prod. The preview signs in from <its name>-preview.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('''The prefix of the subject of the repository's tokens. GitHub knows it; since 15 July 2026 new repositories have ids in it:
gh api repos/<owner>/<repository>/actions/oidc/customization/sub --jq .sub_claim_prefix''')
@minLength(6)
param subjectPrefix string

@description('The resource group of the bridge.')
param bridgeResourceGroup string

var issuer = 'https://token.actions.githubusercontent.com'
var audiences = ['api://AzureADTokenExchange']

resource preview 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-bridge-${environmentName}-preview'
  location: location

  resource github 'federatedIdentityCredentials' = {
    name: 'github'
    properties: {
      issuer: issuer
      audiences: audiences
      subject: '${subjectPrefix}:environment:${environmentName}-preview'
    }
  }
}

resource deploy 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-bridge-${environmentName}-deploy'
  location: location

  resource github 'federatedIdentityCredentials' = {
    name: 'github'
    properties: {
      issuer: issuer
      audiences: audiences
      subject: '${subjectPrefix}:environment:${environmentName}'
    }
  }
}

module roles 'modules/github-roles.bicep' = {
  scope: resourceGroup(bridgeResourceGroup)
  params: {
    previewPrincipalId: preview.properties.principalId
    deployPrincipalId: deploy.properties.principalId
    identityPrefix: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-bridge-${environmentName}')
  }
}

@description('AZURE_CLIENT_ID of the environment <its name>-preview.')
output previewClientId string = preview.properties.clientId

@description('AZURE_CLIENT_ID of the environment.')
output deployClientId string = deploy.properties.clientId
