using System.Text.Json.Nodes;
using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving;

public sealed class LeadFieldTests
{
    [Theory]
    [InlineData("end_user_display_name", 200, 202)]
    [InlineData("end_user_display_name", 201, 422)]
    [InlineData("initial_message", 2000, 202)]
    [InlineData("initial_message", 2001, 422)]
    public async Task A_name_and_a_message_have_a_longest_length(string field, int length, int status)
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync(LeadWith(field, new string('x', length)));

        Assert.Equal(status, answer.Status);
        if (status == 422)
        {
            Assert.StartsWith($"{field} has {length} characters: ", answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_context_that_is_too_long_is_cut_between_characters_and_logged()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync(LeadWith("end_user_context", new string('x', 7998) + "😀 and more"));

        Assert.Equal(202, answer.Status);
        Assert.Equal(
            new string('x', 7998) + "…",
            JsonNode.Parse(Assert.Single(intake.Sent).Body.ToString())!["end_user_context"]!.GetValue<string>());
        Assert.Contains(intake.Logs.Entries, entry => entry.Text.Contains("was cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_context_of_just_the_longest_length_is_not_cut()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync(LeadWith("end_user_context", new string('x', 8000)));

        Assert.Equal(
            new string('x', 8000), JsonNode.Parse(Assert.Single(intake.Sent).Body.ToString())!["end_user_context"]!.GetValue<string>());
        Assert.DoesNotContain(intake.Logs.Entries, entry => entry.Text.Contains("was cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_ends_in_a_prompt_as_one_line_without_control_characters()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync(LeadWith("end_user_context", "\\u0000 one\\r\\n\\ttwo\\u2028three \\u001b[31m"));

        Assert.Equal(
            "one two three  [31m", JsonNode.Parse(Assert.Single(intake.Sent).Body.ToString())!["end_user_context"]!.GetValue<string>());
    }

    [Fact]
    public async Task Braces_in_a_value_stay_braces()
    {
        using var intake = new LeadIntake();
        await intake.PostAsync(LeadWith("end_user_display_name", "{{item.agent_id}}"));

        Assert.Equal(
            "{{item.agent_id}}", JsonNode.Parse(Assert.Single(intake.Sent).Body.ToString())!["end_user_display_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_extension_that_is_not_dialled_is_told_to_the_agent()
    {
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "zapier"), ("Sources__crm__Phone__Region", "US"), ("Sources__crm__Phone__DropExtension", "true")],
            Samples.AgentId);
        await intake.PostAsync("""{"phone":"(202) 555-0143 ext. 12"}""", "crm");

        var call = JsonNode.Parse(Assert.Single(intake.Sent).Body.ToString())!;
        Assert.Equal(Samples.Phone, call["phone_number_to"]!.GetValue<string>());
        Assert.Equal("(The number was given with the extension 12, which was not dialled.)", call["end_user_context"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_extension_that_is_not_dialled_is_told_even_behind_a_context_that_is_cut()
    {
        const string Note = " (The number was given with the extension 12, which was not dialled.)";
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "json"), ("Sources__crm__Phone__DropExtension", "true")], Samples.AgentId);
        await intake.PostAsync($$"""{"phone_number_to":"+1 202 555 0143 x12","end_user_context":"{{new string('x', 8000)}}"}""", "crm");

        Assert.Equal(
            $"{new string('x', 8000 - Note.Length - 1)}…{Note}",
            JsonNode.Parse(Assert.Single(intake.Sent).Body.ToString())!["end_user_context"]!.GetValue<string>());
        Assert.Contains(intake.Logs.Entries, entry => entry.Text.Contains("was cut", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("When")]
    [InlineData("DedupKey")]
    public async Task A_setting_whose_template_fails_on_a_lead_is_named(string setting)
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ($"Sources__crm__{setting}", "{{item.tags}}")]);
        var answer = await intake.PostAsync($$"""{{Samples.Lead[..^1]}},"tags":["a"]}""", "crm");

        Assert.Equal(422, answer.Status);
        Assert.StartsWith(
            $"Sources__crm__{setting}: It uses a list or an object as text",
            answer.Json["detail"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_gives_something_else_than_true_or_false_loses_no_lead_silently()
    {
        using var intake = new LeadIntake([("Sources__crm__Preset", "json"), ("Sources__crm__When", "{{item.stage}}")], Samples.AgentId);

        Assert.Equal(202, (await intake.PostAsync(LeadWith("stage", "true"), "crm")).Status);
        Assert.Equal(200, (await intake.PostAsync(LeadWith("stage", "false"), "crm")).Status);
        var answer = await intake.PostAsync(LeadWith("stage", "yes"), "crm");
        Assert.Equal(
            (422, "Sources__crm__When gives neither true nor false for this element: fix the template."),
            (answer.Status, answer.Json["detail"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_field_that_is_not_text_is_named()
    {
        using var intake = new LeadIntake();
        var answer = await intake.PostAsync($$"""{{Samples.Lead[..^1]}},"end_user_context":["a"]}""");

        Assert.Equal(422, answer.Status);
        Assert.StartsWith(
            "Sources__json__Fields__end_user_context: It uses a list or an object as text",
            answer.Json["detail"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    private static string LeadWith(string field, string value) => $$"""{{Samples.Lead[..^1]}},"{{field}}":"{{value}}"}""";
}
