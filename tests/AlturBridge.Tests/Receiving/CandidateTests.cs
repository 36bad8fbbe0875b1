using AlturBridge.Tests.Messages;

namespace AlturBridge.Tests.Receiving;

/// <summary>A field with several templates.</summary>
public sealed class CandidateTests
{
    private static readonly (string Name, string? Value)[] PhoneAndMobile =
    [
        ("Sources__crm__Preset", "json"),
        ("Sources__crm__Fields__phone_number_to__0", "{{ item.phone }}"),
        ("Sources__crm__Fields__phone_number_to__1", "{{ item.mobile }}"),
    ];

    [Theory]
    [InlineData("""{"phone":"n/a","mobile":"+12025550143"}""")]
    [InlineData("""{"phone":"","mobile":"+12025550143"}""")]
    [InlineData("""{"phone":["+12025550144"],"mobile":"+12025550143"}""")]
    [InlineData("""{"phone":"+12025550144 or +12025550145","mobile":"+12025550143"}""")]
    [InlineData("""{"phone":"+12025550143","mobile":"+12025550144"}""")]
    [InlineData("""{"phone":"+12025550143","mobile":"n/a"}""")]
    public async Task The_first_number_that_can_be_called_is_called(string lead)
    {
        using var intake = new LeadIntake(PhoneAndMobile, Samples.AgentId);
        var answer = await intake.PreviewAsync(lead, "crm");

        Assert.Equal("+12025550143", answer.Json["leads"]![0]!["call"]?["phone_number_to"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"phone":"n/a","mobile":"911"}""", new[] { "phone_number_to__0: ", "phone_number_to__1: " })]
    [InlineData("""{"phone":"n/a"}""", new[] { "phone_number_to__0: ", "phone_number_to__1: it gives nothing." })]
    [InlineData("""{"mobile":["+12025550144"]}""", new[] { "Sources__crm__Fields__phone_number_to__1: ", "phone_number_to__0: it gives nothing." })]
    [InlineData("""{"phone":"n/a","mobile":"none"}""", new[] { "phone_number_to__0 and phone_number_to__1: The phone number " })]
    [InlineData("{}", new[] { "phone_number_to is missing: Sources__crm__Fields__phone_number_to gives nothing for this payload. " })]
    public async Task When_none_can_be_called_each_is_named_with_its_reason(string lead, string[] beginnings)
    {
        using var intake = new LeadIntake(PhoneAndMobile, Samples.AgentId);
        var answer = await intake.PostAsync(lead, "crm");
        var errors = answer.Json["errors"]!.AsArray().Select(error => error!.GetValue<string>()).ToList();

        Assert.Equal(422, answer.Status);
        Assert.Equal(beginnings.Length, errors.Count);
        Assert.All(beginnings.Zip(errors), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    /// <summary>Joined, they would be a number of somebody else.</summary>
    [Theory]
    [InlineData("+49 30 123456\\n78")]
    [InlineData("+43 1 58858\\r\\n0")]
    [InlineData("+49 30 123456\\u202878")]
    public async Task Two_lines_are_not_one_number(string lines)
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);

        Assert.Equal(422, (await intake.PostAsync($$"""{"phone_number_to":"{{lines}}"}""")).Status);
        Assert.Empty(intake.Sent);
    }

    [Theory]
    [InlineData("\\n+12025550143\\r\\n")]
    [InlineData("+1\\t202 555 0143")]
    public async Task Line_breaks_around_a_number_and_tabs_in_it_are_only_ways_to_write_it(string number)
    {
        using var intake = new LeadIntake(defaultAgentId: Samples.AgentId);

        Assert.Equal(202, (await intake.PostAsync($$"""{"phone_number_to":"{{number}}"}""")).Status);
    }

    [Fact]
    public async Task The_advice_of_a_preset_follows_the_setting_that_gave_nothing()
    {
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "zapier"), ("Sources__crm__Fields__phone_number_to", "{{ item.telephone }}")], Samples.AgentId);

        Assert.Equal(
            "phone_number_to is missing: Sources__crm__Fields__phone_number_to gives nothing for this payload. "
                + "Map it to phone in the Data of the action.",
            (await intake.PostAsync("""{"phone":"+12025550143"}""", "crm")).Json["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task One_template_needs_no_number_and_has_none_in_its_refusal()
    {
        using var intake = new LeadIntake(
            [("Sources__crm__Preset", "hubspot-workflow"), ("Sources__crm__Fields__phone_number_to", "{{ item.tel }}")], Samples.AgentId);

        Assert.Equal(202, (await intake.PostAsync("""{"tel":"+12025550143"}""", "crm")).Status);
        Assert.StartsWith("phone_number_to: ", (await intake.PostAsync("""{"tel":"n/a","phone":"+12025550143"}""", "crm")).Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_other_fields_the_first_that_gives_something_counts()
    {
        using var intake = new LeadIntake(
            [
                ("Sources__crm__Preset", "json"),
                ("Sources__crm__Fields__end_user_display_name__0", "{{ item.full_name }}"),
                ("Sources__crm__Fields__end_user_display_name__1", "{{ item.first }} {{ item.last }}"),
            ],
            Samples.AgentId);

        Assert.Equal("Ana", await NameOf("""{"phone_number_to":"+12025550143","full_name":"Ana","first":"Bo"}"""));
        Assert.Equal("Bo", await NameOf("""{"phone_number_to":"+12025550143","full_name":" ","first":"Bo"}"""));

        async Task<string?> NameOf(string lead) =>
            (await intake.PreviewAsync(lead, "crm")).Json["leads"]![0]!["call"]!["end_user_display_name"]?.GetValue<string>();
    }
}
