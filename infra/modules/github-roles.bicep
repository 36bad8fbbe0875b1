// What the two identities of infra/github.bicep may do in the bridge's resource group, and nowhere else.

import { appRoles } from 'roles.bicep'

@description('The principal id of the identity that only reads.')
param previewPrincipalId string

@description('The principal id of the identity that deploys.')
param deployPrincipalId string

@description('The prefix of both identities\' resource ids; the names of the assignments derive from it.')
param identityPrefix string

var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'

// Reads, and runs what-if. What-if needs an action that Reader lacks; with --validation-level ProviderNoRbac it needs no right to write.
resource previewRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'preview')
  properties: {
    roleName: 'AlturBridge preview (${resourceGroup().name})'
    description: 'Reads the resource group and runs what-if on it.'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          '*/read'
          'Microsoft.Resources/deployments/validate/action'
          'Microsoft.Resources/deployments/whatIf/action'
        ]
      }
    ]
  }
}

// What the template needs beyond Contributor: assigning roles, within the condition below, and creating the lock. Not removing it.
resource deployRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'deploy')
  properties: {
    roleName: 'AlturBridge deployment (${resourceGroup().name})'
    description: 'Assigns roles and creates locks in the resource group.'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Authorization/locks/read'
          'Microsoft.Authorization/locks/write'
          'Microsoft.Authorization/roleAssignments/delete'
          'Microsoft.Authorization/roleAssignments/read'
          'Microsoft.Authorization/roleAssignments/write'
        ]
      }
    ]
  }
}

resource previewReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(toLower(resourceGroup().id), toLower(identityPrefix), 'preview')
  properties: {
    principalId: previewPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: previewRole.id
  }
}

resource deployContributes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(toLower(resourceGroup().id), toLower(identityPrefix), contributor)
  properties: {
    principalId: deployPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
  }
}

var roleIds = join(appRoles, ', ')

// Only the app's roles, and only to identities: never Owner and never a person, whatever a changed template asks for.
var condition = '''
(
 (
  !(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})
 )
 OR
 (
  @Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {0}
  AND
  @Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {1}
 )
)
AND
(
 (
  !(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})
 )
 OR
 (
  @Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {0}
  AND
  @Resource[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {1}
 )
)'''

resource deployAssigns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(toLower(resourceGroup().id), toLower(identityPrefix), 'deploy')
  properties: {
    principalId: deployPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: deployRole.id
    conditionVersion: '2.0'
    condition: replace(replace(condition, '{0}', '{${roleIds}}'), '{1}', '{\'ServicePrincipal\'}')
  }
}
