// Azure's built-in roles that this template assigns. Their ids are the same everywhere.

@export()
@description('Reads, sends, settles and manages: assigned on a queue, never on a namespace.')
var serviceBusDataOwner = '090c5cfd-751d-490a-894a-3ce6f1109419'

@export()
@description('Sends to a queue.')
var serviceBusDataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'

@export()
@description('Receives from a queue and settles.')
var serviceBusDataReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'

@export()
@description('Everything about the blobs of an account.')
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

@export()
@description('Tables of an account and what is in them.')
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

@export()
@description('Reads the values of secrets.')
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

@export()
@description('Sets secrets.')
var keyVaultSecretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

@export()
@description('Sends telemetry.')
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

@export()
@description('The roles that the app\'s identity may get: what the deployment from GitHub is allowed to assign.')
var appRoles = [
  serviceBusDataOwner
  serviceBusDataSender
  serviceBusDataReceiver
  storageBlobDataOwner
  storageTableDataContributor
  keyVaultSecretsUser
  monitoringMetricsPublisher
]
