using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving;

/// <summary>The CRM's own id of a lead.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("\"00Q5e00000ABcDEEA1\"", "00Q5e00000ABcDEEA1")]
    [InlineData("30129451", "30129451")]
    [InlineData("\"https://api.example.com/leads/E1\"", "https://api.example.com/leads/E1")]
    public async Task It_goes_with_the_lead(string id, string reference)
    {
        using var intake = new LeadIntake();
        await intake.PostAsync(With(id));

        Assert.Equal(reference, Assert.Single(intake.Sent).ApplicationProperties["reference"]);
        Assert.DoesNotContain("reference", Assert.Single(intake.Sent).Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(reference, (await intake.PreviewAsync(With(id))).Json["leads"]![0]!["reference"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"+12025550199\"")]
    [InlineData("\"12025550143\"")]
    [InlineData("2025550143")]
    [InlineData("\"202-555-0143\"")]
    [InlineData("\"tel:+12025550143\"")]
    [InlineData("\"tel:+1-202-555-0199\"")]
    [InlineData("\"form7-2025550143\"")]
    [InlineData("\"2025550143-7\"")]
    [InlineData("\"ana@example.com\"")]
    [InlineData("\"Ana Example\"")]
    [InlineData("\"Zoë\"")]
    public async Task Personal_data_is_omitted_with_a_warning_that_does_not_show_it(string id)
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync(With(id));

        Assert.Equal(202, answer.Status);
        Assert.DoesNotContain("reference", Assert.Single(intake.Sent).ApplicationProperties.Keys);
        Assert.Contains(intake.Logs.Entries, entry => entry.Text.Contains("reference was omitted", StringComparison.Ordinal));
        Assert.DoesNotContain(intake.Logs.Entries, entry => entry.Text.Contains(id.Trim('"'), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_one_is_left_out()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync(With($"\"{new string('x', 201)}\""));

        Assert.DoesNotContain("reference", Assert.Single(intake.Sent).ApplicationProperties.Keys);
    }

    [Fact]
    public async Task It_makes_no_other_lead_of_the_same_call()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync(With("\"a\""));
        await intake.PostAsync(With("\"b\""));

        Assert.Single(intake.Sent.Select(message => message.MessageId).Distinct());
    }

    private static string With(string id) => $$"""{{Samples.Lead[..^1]}},"reference":{{id}}}""";
}
