using System.Text.Json;
using System.Text.Json.Nodes;
using AlturBridge.Receiving.Authentication;
using AlturBridge.Receiving.Payloads;
using AlturBridge.Numbers;
using AlturBridge.Receiving.Sources;
using AlturBridge.Receiving.Templates;
using NJsonSchema;

namespace AlturBridge.Tests.Receiving.Sources;

/// <summary>functions/Receiving/preset.schema.json describes the presets as the bridge reads them.</summary>
public sealed class PresetSchemaTests
{
    private static readonly string Text = Repository.Read("functions/Receiving/preset.schema.json");

    private static readonly JsonNode Schema = JsonNode.Parse(Text)!;

    private static readonly string[] OfSources = ["preset", "agentId", "agents", "timeZone", "consent", "secrets", "publicUrl"];

    public static TheoryData<string> Names => new(SourceLayers.Presets.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_preset_is_valid(string name)
    {
        Assert.Empty(await ErrorsAsync(Preset(name).ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_preset_says_what_it_is_for_and_why_it_is_as_it_is(string name)
    {
        var preset = Preset(name);
        var about = preset["about"]!.AsObject().Select(entry => entry.Key).ToList();

        Assert.Contains("preset", about);
        Assert.Contains("onRefusal", about);
        Assert.True(
            preset["authentication"] is null or JsonValue
                && (preset["authentication"]?.GetValue<string>() ?? "function-key") == "function-key" || about.Contains("authentication"),
            "authentication is not explained.");
        Assert.Empty(about.Except(Properties(typeof(SourceOptions))));
    }

    [Theory]
    [InlineData("about", null)]
    [InlineData("about", """{"preset":"Acme."}""")]
    [InlineData("about", """{"preset":"Acme.","onRefusal":"Why.","colour":"Blue."}""")]
    [InlineData("fields", """{"end_user_display_name":"{{item.name}}"}""")]
    [InlineData("fields", """{"phone_number_to":"{{item.phone}}","email":"{{item.email}}"}""")]
    [InlineData("body", "\"yaml\"")]
    [InlineData("onRefusal", "\"Ignore\"")]
    [InlineData("dedupekey", "\"{{item.id}}\"")]
    [InlineData("secrets", """["a-shared-secret"]""")]
    [InlineData("publicUrl", "\"https://bridge.example.com\"")]
    [InlineData("signature", """{"recipe":"acme"}""")]
    [InlineData("signature", """{"tolerence":"00:01:00"}""")]
    [InlineData("phone", """{"nationalLengths":"10"}""")]
    [InlineData("acknowledgement", """{"status":404}""")]
    [InlineData("handshake", """{"kind":"Meta","verifyToken":"known to everybody"}""")]
    public async Task A_mistake_is_found(string property, string? value)
    {
        var preset = Preset("json");
        preset.Remove(property);
        if (value is not null)
        {
            preset[property] = JsonNode.Parse(value);
        }

        Assert.NotEmpty(await ErrorsAsync(preset.ToJsonString()));
    }

    [Theory]
    [InlineData("", typeof(SourceOptions))]
    [InlineData("signature", typeof(SignatureOptions))]
    [InlineData("phone", typeof(PhoneOptions))]
    [InlineData("acknowledgement", typeof(AcknowledgementOptions))]
    [InlineData("handshake", typeof(HandshakeOptions))]
    public void The_schema_has_the_settings_of_the_code(string property, Type options)
    {
        var schema = property.Length == 0 ? Schema : Schema["properties"]![property]!;

        Assert.Equal(
            Properties(options).Order(StringComparer.Ordinal), Keys(schema).Where(key => key != "$schema").Order(StringComparer.Ordinal));
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    [Fact]
    public void The_schema_has_the_fields_of_a_call_and_explains_what_a_preset_sets()
    {
        Assert.Equal(Field.All.Order(StringComparer.Ordinal), Keys(Schema["properties"]!["fields"]!).Order(StringComparer.Ordinal));
        Assert.Empty(Keys(Schema["properties"]!["about"]!).Except(Keys(Schema)).Except(OfSources));
        Assert.Equal(TextTemplate.MaxLength, Schema["definitions"]!["template"]!["maxLength"]!.GetValue<int>());
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void The_schema_has_the_choices_of_the_code(string path, string[] choices)
    {
        var property = path.Split('/').Aggregate(Schema, (schema, name) => schema["properties"]![name]!);

        Assert.Equal(Sorted(choices), Sorted(property["enum"]!.AsArray().Select(choice => choice!.GetValue<string>())));
    }

    public static TheoryData<string, string[]> Choices() => new()
    {
        { "authentication", Enum.GetNames<AuthenticationMethod>() },
        { "body", Enum.GetNames<PayloadFormat>() },
        { "onRefusal", Enum.GetNames<RefusalResponse>() },
        { "handshake/kind", Enum.GetNames<HandshakeKind>() },
        { "signature/recipe", [.. SignatureRules.Recipes.Names] },
        { "signature/algorithm", Enum.GetNames<SignatureAlgorithm>() },
        { "signature/encoding", Enum.GetNames<SignatureEncoding>() },
        { "signature/keyEncoding", Enum.GetNames<SignatureKeyEncoding>() },
        { "signature/format", Enum.GetNames<SignatureFormat>() },
        { "signature/timestampUnit", Enum.GetNames<TimestampUnit>() },
    };

    /// <summary>Case and hyphens in a choice do not matter.</summary>
    private static IEnumerable<string> Sorted(IEnumerable<string> choices) =>
        choices.Select(choice => choice.Replace("-", string.Empty, StringComparison.Ordinal).ToUpperInvariant()).Order(
            StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> ErrorsAsync(string preset) =>
        (await JsonSchema.FromJsonAsync(Text)).Validate(preset).Select(error => error.ToString());

    private static JsonObject Preset(string name)
    {
        using var file = SourceLayers.Presets.Open(name)!;
        return JsonNode.Parse(file)!.AsObject();
    }

    private static IEnumerable<string> Properties(Type options) =>
        options.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));

    private static IEnumerable<string> Keys(JsonNode schema) => schema["properties"]!.AsObject().Select(property => property.Key);
}
