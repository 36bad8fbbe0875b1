using AlturBridge.Configuration;
using AlturBridge.Numbers;
using AlturBridge.Receiving;
using AlturBridge.Receiving.Sources;
using AlturBridge.Testing;
using AlturBridge.Tests.Messages;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Receiving;

public sealed class LeadSpacingTests
{
    private static readonly (string Name, string? Value)[] CrmAndShop =
        [("Sources__crm__Preset", "json"), ("Sources__shop__Preset", "json")];

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_leads_of_one_source_enter_a_lane_one_after_the_other()
    {
        var spacing = Of("crm", "shop");

        Assert.Null(spacing.TurnOf("crm", "lane-1", Now));
        Assert.Equal(Now.AddSeconds(2), spacing.TurnOf("crm", "lane-1", Now));
        Assert.Equal(Now.AddSeconds(4), spacing.TurnOf("crm", "lane-1", Now.AddSeconds(1)));
        Assert.Null(spacing.TurnOf("crm", "lane-1", Now.AddSeconds(6)));
    }

    [Fact]
    public void Another_source_and_another_lane_wait_for_none_of_them()
    {
        var spacing = Of("crm", "shop");
        for (var lead = 0; lead < 5_000; lead++)
        {
            spacing.TurnOf("crm", "lane-1", Now);
        }

        Assert.Null(spacing.TurnOf("shop", "lane-1", Now));
        Assert.Null(spacing.TurnOf("crm", "lane-2", Now));
    }

    [Fact]
    public void A_source_that_is_alone_is_not_slowed_down()
    {
        var spacing = Of("crm");

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Null(spacing.TurnOf("crm", "lane-1", Now)));
    }

    [Fact]
    public void No_lead_waits_longer_than_half_its_maximum_age()
    {
        var spacing = Of("crm", "shop");

        Assert.Equal(Now.AddHours(12), Enumerable.Range(0, 30_000).Select(_ => spacing.TurnOf("crm", "lane-1", Now)).Max());
    }

    [Fact]
    public async Task Leads_that_are_too_many_take_no_turn()
    {
        using var intake = new LeadIntake([.. CrmAndShop, ("Sources__crm__MaxPerHour", "2")], Samples.AgentId);

        Assert.Equal(413, (await intake.PostAsync($"[{Lead("1")},{Lead("2")},{Lead("3")}]", "crm")).Status);
        Assert.Equal(202, (await intake.PostAsync(Lead("4"), "crm")).Status);
        Assert.Equal(default, Assert.Single(intake.Sent).ScheduledEnqueueTime);
    }

    /// <summary>A sender that tries again every few seconds would otherwise push its own leads back by hours.</summary>
    [Fact]
    public async Task Leads_that_the_queue_does_not_take_give_their_turn_back()
    {
        var attempts = 0;
        using var intake = new LeadIntake(CrmAndShop, Samples.AgentId)
        {
            Sending = () =>
            {
                if (++attempts < 5)
                {
                    throw new TimeoutException();
                }
            },
        };
        while (attempts < 4)
        {
            Assert.Equal(503, (await intake.PostAsync($"[{Lead("1")},{Lead("2")}]", "crm")).Status);
        }

        Assert.Equal(202, (await intake.PostAsync($"[{Lead("1")},{Lead("2")}]", "crm")).Status);
        Assert.Equal([default, intake.Time.GetUtcNow().AddSeconds(2)], intake.Sent.Select(message => message.ScheduledEnqueueTime));
    }

    private static string Lead(string context) => $$"""{"phone_number_to":"+12025550143","end_user_context":"{{context}}"}""";

    private static LeadSpacing Of(params string[] sources) => new(
        new SourceCatalog(
            SourceSettings.Bind(sources.Select(name => ($"Sources__{name}__Preset", (string?)"json"))), null, new AllowedNumbers([], [])),
        Options.Create(new LeadsOptions()));
}
