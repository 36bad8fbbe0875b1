using 'main.bicep'

// Values come from the environment, which is where azd and the workflow put them; the rest of main.bicep's parameters may be added here.

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')

param settings = {
  Webhook__Url: readEnvironmentVariable('WEBHOOK_URL')
  Altur__AgentId: readEnvironmentVariable('ALTUR_AGENT_ID', '')
}

// azd gives the id of whoever runs it; a service principal or a group is named by AZURE_PRINCIPAL_TYPE.
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

// Without an address, alerts are seen in the portal only, and a budget tells nobody.
param alertEmails = empty(readEnvironmentVariable('ALERT_EMAIL', ''))
  ? []
  : [readEnvironmentVariable('ALERT_EMAIL', '')]

param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '0'))

// A private vault can be reached from here, to set the secrets: addresses or ranges with a comma between them.
param operatorIpRanges = empty(readEnvironmentVariable('OPERATOR_IP_RANGES', ''))
  ? []
  : split(readEnvironmentVariable('OPERATOR_IP_RANGES', ''), ',')
