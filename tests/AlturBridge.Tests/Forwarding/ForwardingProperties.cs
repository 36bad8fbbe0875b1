using System.Text;
using AlturBridge.Tests.Messages;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AlturBridge.Tests.Forwarding;

/// <summary>
/// Whatever Altur answers and whatever a lead's name: it goes through the queue and a real connection, and arrives unchanged.
/// </summary>
[Properties(Replay = "(20261122,1)", MaxTest = 200, Arbitrary = [typeof(ForwardingProperties)], QuietOnSuccess = true)]
public sealed class ForwardingProperties : IAsyncLifetime
{
    /// <summary>Each would change if anything in between parsed and rewrote it.</summary>
    private static readonly string[] Values =
    [
        "0", "-0", "1.0", "1.50", "1e5", "1E+05", "1e-400", "123456789012345678901234567890", "0.1000000000000000055511151231257827",
        "\"\"", "\"Pe\\u00f1a\"", "\"Peña\"", "\"a\\/b\"", "\"\\u003cb\\u003e<b>\"", "\"\\ud83d\\ude00😀\"", "\"\\u0000\"",
        "\"\\u2028\u2028\"", "\"e\u0301é\"",
        "null", "true", "false", "[]", "{}", "[ 1 , 2.0 ]", "{\"b\":1,\"a\":2,\"b\":3}", "\"2026-11-22T12:00:00.000+00:00\"",
        "\"+12025550143\"",
    ];

    private static readonly string[] Names = ["id", "status", "a_field_of_tomorrow", "", "Id", "__proto__", "ñ", "\\u0069d", "thread"];

    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n  ", "\t"];

    private ForwardingHop hop = null!;
    private int delivered;

    public async Task InitializeAsync() => hop = await ForwardingHop.StartAsync();

    public async Task DisposeAsync() => await hop.DisposeAsync();

    public static Arbitrary<Answer> Answers()
    {
        var space = Gen.Elements(Spaces);
        var member = from before in space
                     from name in Gen.Elements(Names)
                     from between in space
                     from value in Gen.Elements(Values)
                     from after in space
                     select $"{before}\"{name}\"{between}:{value}{after}";

        return (from start in space from members in member.ListOf() from end in space select new Answer(
            $"{start}{{{string.Join(',', members)}}}{end}")).ToArbitrary();
    }

    [Property]
    public async Task The_bytes_of_an_answer_arrive_unchanged(Answer answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer.Json);
        await hop.HandOverAsync(BinaryData.FromBytes(bytes), $"json:{delivered}");
        await hop.ForwardNextAsync();

        var delivery = hop.Receiver.Deliveries[delivered++];
        Assert.True(delivery.SignatureValid);
        Assert.Equal(bytes, delivery.Body.ToArray());
    }

    [Property]
    public async Task The_record_arrives_signed_and_readable_for_any_lead_and_source_name(
        NonEmptyString id, NonNull<string> source)
    {
        var (leadId, name) = (Whole(id.Get), Whole(source.Get));
        var record = Samples.RecordMessage(messageId: leadId, correlationId: leadId, source: name);
        await Webhook.Client(Webhook.Options(hop.Receiver.Url, Webhook.OtherSecret, Webhook.Secret), hop.Time).DeliverAsync(
            record, CancellationToken.None);

        var delivery = hop.Receiver.Deliveries[^1];
        Assert.True(delivery.SignatureValid);
        Assert.Equal(leadId, PercentDecoding.Read(delivery.Headers["ce-id"]));
        Assert.Equal($"/leads/{name}", PercentDecoding.Read(delivery.Headers["ce-source"]));
    }

    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    public sealed record Answer(string Json);
}
