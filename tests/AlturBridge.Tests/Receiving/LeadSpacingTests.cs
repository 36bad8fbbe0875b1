using AlturBridge.Configuration;
using AlturBridge.Numbers;
using AlturBridge.Receiving;
using AlturBridge.Receiving.Sources;
using AlturBridge.Testing;
using Microsoft.Extensions.Options;

namespace AlturBridge.Tests.Receiving;

public sealed class LeadSpacingTests
{
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

    private static LeadSpacing Of(params string[] sources) => new(
        new SourceCatalog(
            SourceSettings.Bind(sources.Select(name => ($"Sources__{name}__Preset", (string?)"json"))), null, new AllowedNumbers([], [])),
        Options.Create(new LeadsOptions()));
}
