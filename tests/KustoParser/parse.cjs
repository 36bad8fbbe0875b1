// Parses KQL with Microsoft's own language service. In: [{ name, query }] as JSON. Out: one line for each thing that is wrong.
const language = process.argv[2];
require(`${language}/bridge.min.js`);
require(`${language}/Kusto.Language.Bridge.min.js`);

const { TableSymbol, DatabaseSymbol } = Kusto.Language.Symbols;

// The columns that the queries use, of the tables that Application Insights and Log Analytics fill.
const all = 'TimeGenerated: datetime, Type: string, Properties: dynamic, OperationId: string, _ResourceId: string';
const tables = {
  AppMetrics: `${all}, Name: string, Sum: real, Min: real, Max: real, ItemCount: int`,
  AppRequests: `${all}, Name: string, DurationMs: real, ResultCode: string, Success: bool`,
  AppDependencies: `${all}, Name: string, DurationMs: real, ResultCode: string, Target: string, Success: bool`,
  AppTraces: `${all}, Message: string, SeverityLevel: int`,
  AppExceptions: `${all}, OuterMessage: string, ProblemId: string`,
  _LogOperation: 'TimeGenerated: datetime, Category: string, Operation: string, Level: string, Detail: string',
};

const symbols = Object.entries(tables).map(([name, columns]) => TableSymbol.From(`(${columns})`).WithName(name));
const globals = Kusto.Language.GlobalState.Default.WithDatabase(new DatabaseSymbol.ctor('workspace', symbols));

for (const { name, query } of JSON.parse(require('fs').readFileSync(0, 'utf8'))) {
  const found = Kusto.Language.KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  for (let index = 0; index < found.Count; index++) {
    const problem = found.getItem(index);
    console.log(`${name}: ${problem.Message} (at ${problem.Start}: ${query.substr(problem.Start, 40)})`);
  }
}
