using 'main.bicep'

// Values come from the environment, where azd and the workflow put them; main.bicep's other parameters may be added here.

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')

param settings = {
  Webhook__Url: readEnvironmentVariable('WEBHOOK_URL')
  Altur__AgentId: readEnvironmentVariable('ALTUR_AGENT_ID', '')
}

// azd passes the id of the person running it; for a service principal or a group set AZURE_PRINCIPAL_TYPE.
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

// Without an address, alerts appear only in the portal, and a budget notifies nobody.
param alertEmails = empty(readEnvironmentVariable('ALERT_EMAIL', ''))
  ? []
  : [readEnvironmentVariable('ALERT_EMAIL', '')]

// The start is set once, with the first budget, and never changed.
param monthlyBudget = int(readEnvironmentVariable('MONTHLY_BUDGET', '0'))
param monthlyBudgetStart = readEnvironmentVariable('MONTHLY_BUDGET_START', '')

// Where a private vault can be reached from, to set the secrets: comma-separated addresses or ranges.
param operatorIpRanges = filter(
  map(split(readEnvironmentVariable('OPERATOR_IP_RANGES', ''), ','), range => trim(range)),
  range => !empty(range)
)
