namespace AlturBridge.Testing.Fuzz;

/// <summary>Headers and queries that a web server accepts: valid Unicode without control characters, at most 32 KB.</summary>
internal static class HostileHeaders
{
    private static readonly string[] ContentTypes =
    [
        "application/json", "application/x-www-form-urlencoded", "text/xml", "application/soap+xml", "multipart/form-data; boundary=xyz",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data", "application/cloudevents+json", "application/cloudevents-batch+json", "application/cloudevents+xml",
        "application/json; charset=utf-16",
        ";", "*/*", "text/plain", "", "application/json; " + new string('x', 8000), "ünïcode/jßon",
        "application/x-www-form-urlencoded;boundary=xyz;boundary=abc",
    ];

    private static readonly string[] Names =
    [
        "ce-id", "ce-source", "ce-type", "ce-specversion", "ce-time", "ce-data", "ce-datacontenttype", "ce-", "CE-ID", "ce-{{item}}",
        "aeg-event-type", "aeg-subscription-name", "webhook-id",
        "Idempotency-Key", "Content-Encoding", "Transfer-Encoding", "X-Forwarded-Proto", "Authorization", "webhook-timestamp",
        "WebHook-Request-Origin", "WebHook-Request-Rate", "X-{{source}}",
    ];

    private static readonly string[] Values =
    [
        "", " ", "1.0", "0", "-1", "null", "7", "/crm", "eventgrid.azure.net", "example.com, example.org", "Notification",
        "SubscriptionValidation", "+12025550143", "lead-17", "%", "%zz", "%ed%a0%80", "%00", "%F0%9F%98%80", "\"", "\"\\\"", "\\",
        "{{item}}", "../../etc/passwd", "Zoë", "😀", "a b", "gzip", "t=1,v1=00", "v1,AAAA v1,", "Basic Og==", "Basic %", "key:1",
        new('x', 129), new('x', 8000), new('%', 8000),
    ];

    private static readonly string[] Queries =
        ["?", "?a", "?code=abc&clientId=default", "?a=1&a=2", "?a[b]=%", "?x=%00", "?=&=&", "?x=%F0%9F%98%80",
            "?url=https%3A%2F%2Fexample.com%2F%3Fa%3Db", "?" + new string('a', 4000)];

    public static string AnyContentType(Random random) => ContentTypes[random.Next(ContentTypes.Length)];

    public static string AnyQuery(Random random) => Queries[random.Next(Queries.Length)];

    public static string AnyValue(Random random) => Values[random.Next(Values.Length)];

    public static IEnumerable<(string Name, string Value)> Some(Random random) =>
        Enumerable.Range(0, random.Next(5)).Select(_ => (Names[random.Next(Names.Length)], AnyValue(random)));
}
