using AlturBridge.Tests.Messages;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace AlturBridge.Tests.Receiving;

/// <summary>Every request leaves one line in the log, whatever its result.</summary>
public sealed class RequestLogTests
{
    private const string Lead = """{"phone_number_to":"+12025550143","name":"Zoe"}""";

    private static readonly (string, string?)[] Settings =
    [
        ("Sources__crm__Preset", "json"),
        ("Sources__crm__When", "{{ item.name == 'Zoe' }}"),
        ("Sources__signed__Preset", "json"),
        ("Sources__signed__Authentication", "header-secret"),
        ("Sources__signed__SecretName", "X-Bridge-Secret"),
        ("Sources__signed__Secrets__0", "qz4mT8vK2xWbN6rJ9dLpC3hF"),
    ];

    [Theory]
    [InlineData("crm", Lead, "Information: Leads from crm: 1 of 1 accepted (crm:")]
    [InlineData("crm", """{"phone_number_to":"+12025550143","name":"Ana"}""", "Information: Leads from crm: 0 of 1 accepted (none). It is not a lead for this source: Sources__crm__When is not true")]
    [InlineData("crm", """{"phone_number_to":"555","name":"Zoe"}""", "Warning: Leads from crm: 0 of 1 accepted (none). phone_number_to: ")]
    [InlineData("crm", "{", "Warning: A request to crm was refused: The body is not the JSON expected here")]
    [InlineData("signed", Lead, "Warning: A request to signed was refused: The header X-Bridge-Secret is missing")]
    [InlineData("other", Lead, "Warning: A request was refused: no source has the name in its address")]
    public async Task A_request_is_one_line(string source, string body, string line)
    {
        using var intake = new LeadIntake(Settings, Samples.AgentId);

        await intake.PostAsync(body, source);

        Assert.StartsWith(line, Assert.Single(intake.Logs.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crm", Lead, "Information: A preview for crm: 1 of 1 leads would be called.")]
    [InlineData("crm", """{"phone_number_to":"555","name":"Zoe"}""", "Information: A preview for crm: 0 of 1 leads would be called. phone")]
    [InlineData("crm", "{", "Warning: A request to crm was refused: The body is not the JSON expected here")]
    [InlineData("signed", Lead, "Warning: A request to signed was refused: The header X-Bridge-Secret is missing")]
    [InlineData("other", Lead, "Warning: A request was refused: no source has the name in its address")]
    public async Task A_preview_is_one_line(string source, string body, string line)
    {
        using var intake = new LeadIntake(Settings, Samples.AgentId);

        await intake.PreviewAsync(body, source);

        Assert.StartsWith(line, Assert.Single(intake.Logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_is_one_line_and_not_one_for_each_lead()
    {
        using var intake = new LeadIntake(Settings, Samples.AgentId);
        var leads = Enumerable.Range(0, 300).Select(index => $$"""{"phone_number_to":"+1202555{{1000 + index}}","name":"Zoe"}""");

        await intake.PostAsync($$"""[{{string.Join(',', leads)}},{"phone_number_to":"555","name":"Zoe"},{"name":"Ana"}]""", "crm");

        var line = Assert.Single(intake.Logs.Lines);
        Assert.StartsWith("Warning: Leads from crm: 300 of 302 accepted (crm:", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 1, 2000);
    }

    [Fact]
    public async Task A_queue_that_takes_nothing_is_one_line()
    {
        var failure = new ServiceBusException("The queue is full.", ServiceBusFailureReason.QuotaExceeded);
        using var intake = new LeadIntake(Settings, Samples.AgentId, failure);

        await intake.PostAsync($"[{Lead},{Lead}]", "crm");

        Assert.Equal(LogLevel.Error, Assert.Single(intake.Logs.Entries).Level);
    }
}
