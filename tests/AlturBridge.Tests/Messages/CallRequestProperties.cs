using System.Text;
using System.Text.Json;
using AlturBridge.Messages;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static AlturBridge.Tests.Messages.Samples;

namespace AlturBridge.Tests.Messages;

/// <summary>Any input is read without throwing, and only what Altur documents is accepted.</summary>
[Properties(Replay = "(20261122,1)", MaxTest = 2000, Arbitrary = [typeof(CallRequestProperties)], QuietOnSuccess = true)]
public sealed class CallRequestProperties
{
    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "null", "true", "-1.5e9", "\"\"", "\"a\"", "\"\\ud800\"", "\"\\ude42\"",
        "\"\\u002B12025550143\"",
        "\uFEFF", "é", "🙂", "\0", "/*", "NaN",
        "{\"agent_id\":", "\"phone_number_to\":", $"\"{AgentId}\"", $"\"{Phone}\"", Lead, Lead[..^1],
        ",\"end_user_context\":", ",\"initial_message\":", ",\"end_user_display_name\":",
    ];

    private static readonly string[] Names =
        ["agent_id", "phone_number_to", "end_user_display_name", "end_user_context", "initial_message", "x", "\\ud800"];

    private static readonly string[] Values =
        ["null", "1", "true", "[]", "{}", "\"\"", "\" x \"", "\"\\ud800\"", "\"é\\n\\u0000🙂\"", "{\"a\":1,\"a\":1}", $"\"{AgentId}\"",
            $"\" {Phone}\"", $"\"{Phone}\""];

    public static Arbitrary<TokenSoup> Soups() =>
        Gen.Elements(Tokens).ListOf().Select(tokens => new TokenSoup(string.Concat(tokens))).ToArbitrary();

    public static Arbitrary<JsonText> Objects()
    {
        var member = Gen.Elements(Names).SelectMany(name => Gen.Elements(Values).Select(value => $"\"{name}\":{value}"));
        return member.ListOf()
            .Select(members => new JsonText($"{{{string.Join(',', members.Prepend($"\"agent_id\":\"{AgentId}\""))}}}"))
            .ToArbitrary();
    }

    [Property]
    public bool Random_bytes_are_read(byte[] bytes) => IsInOrder(bytes);

    [Property]
    public bool A_lead_with_one_byte_changed_is_read(ushort place, byte change)
    {
        var bytes = Encoding.UTF8.GetBytes(Lead);
        bytes[place % bytes.Length] = change;

        return IsInOrder(bytes);
    }

    [Property]
    public bool A_lead_that_was_cut_off_is_read(ushort length) => IsInOrder(Encoding.UTF8.GetBytes(Lead[..(length % Lead.Length)]));

    [Property]
    public bool Pieces_of_JSON_in_any_order_are_read(TokenSoup soup) => IsInOrder(Encoding.UTF8.GetBytes(soup.Text));

    [Property]
    public bool Objects_of_any_fields_are_read(JsonText json) => IsInOrder(Encoding.UTF8.GetBytes(json.Text));

    [Property]
    public bool What_was_read_and_written_is_read_the_same(NonNull<string> name, NonNull<string> context)
    {
        var lead =
            new CallRequest { AgentId = AgentId, PhoneNumberTo = Phone, EndUserDisplayName = name.Get, EndUserContext = context.Get };
        var json = JsonSerializer.SerializeToUtf8Bytes(lead, MessageJson.Readable.CallRequest);

        return CallRequestReader.Read(json) is CallRequestResult.Valid once
            && CallRequestReader.Read(
                JsonSerializer.SerializeToUtf8Bytes(once.Request, MessageJson.Readable.CallRequest)) is CallRequestResult.Valid twice
            && once.Request == twice.Request;
    }

    private static bool IsInOrder(byte[] bytes) => CallRequestReader.Read(bytes) switch
    {
        CallRequestResult.Valid valid =>
            PhoneNumber.IsE164(valid.Request.PhoneNumberTo) && CallRequestRules.IsVersion4Uuid(valid.Request.AgentId),
        CallRequestResult.Invalid invalid => invalid.Problems.Count > 0 && invalid.Problems.All(problem => problem.EndsWith('.')),
        CallRequestResult.Unreadable unreadable => unreadable.Problem.EndsWith('.'),
        _ => false,
    };

    public sealed record TokenSoup(string Text);

    public sealed record JsonText(string Text);
}
