using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AlturBridge.EndToEndTests.Harness;
using AlturBridge.Messages;
using AlturBridge.Sandbox.Simulation;
using AlturBridge.Testing;
using Microsoft.Playwright;

namespace AlturBridge.EndToEndTests.Browser;

/// <summary>What an operator does in the console, in a real browser with a real bridge.</summary>
public sealed class ConsoleTests
{
    /// <summary>The page asks every five seconds.</summary>
    private static readonly LocatorAssertionsToContainTextOptions AfterAPoll = new() { Timeout = 30_000 };

    /// <summary>The log is in UTC, and whoever compares must know which zone the page means.</summary>
    private static readonly Regex ATimeWithItsZone = new(@"\d:\d\d:\d\d.* (UTC|GMT|[A-Z]{3,4})");

    [ChromiumFact]
    public async Task A_bridge_without_trouble_says_that_all_is_well_and_tells_a_leads_story()
    {
        await using var bridge = await TestBridge.StartAsync();
        var lead = await bridge.AcceptAsync("+12025550143", "well");
        await Eventually.TrueAsync(() => bridge.Webhook.Deliveries.Count == 1, "the record is delivered");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));

        await Assertions.Expect(console.Verdict).ToContainTextAsync("All is well");
        await Assertions.Expect(console.Page.Locator("#groups")).ToContainTextAsync("No dead letters");
        await console.Button(lead).ClickAsync();

        await Assertions.Expect(console.Page.Locator("ol.story li .what")).ToHaveTextAsync(["Accepted", "Call placed", "Record delivered"]);
        await Assertions.Expect(console.Page.Locator("ol.story time").First).ToHaveTextAsync(ATimeWithItsZone);
        console.AssertClean();
    }

    [ChromiumFact]
    public async Task A_lead_that_was_put_off_shows_until_when_and_by_which_rule()
    {
        await using var bridge = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Calling__MinGap"] = "01:00:00" });
        await bridge.AcceptAsync("+12025550143", "first");
        await Eventually.TrueAsync(() => bridge.Webhook.Deliveries.Count == 1, "the record is delivered");
        await bridge.AcceptAsync("+12025550143", "second");
        await Eventually.TrueAsync(async () => (await StateAsync(bridge, "second")) == "put_off", "the gap puts the second lead off");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));

        var row = console.Page.Locator("tr", new() { HasText = "json:second" });
        await Assertions.Expect(row).ToContainTextAsync("put off");
        await Assertions.Expect(row).ToContainTextAsync("by Calling__MinGap");
        await console.Button("json:second").ClickAsync();

        await Assertions.Expect(console.Page.Locator("ol.story li .what")).ToHaveTextAsync(["Accepted", "Put off"]);
        console.AssertClean();
    }

    [ChromiumFact]
    public async Task A_dead_letter_is_explained_and_discarded_after_a_question()
    {
        await using var bridge = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("400:1") });
        await bridge.AcceptAsync("+12025550143");
        await bridge.AcceptAsync("+12025550144");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 2, "both are dead");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));
        var group = console.Page.GetByRole(AriaRole.Article, new() { Name = "Refused in calls" });

        await Assertions.Expect(group).ToContainTextAsync("not called");
        await group.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(group.Locator("tbody tr")).ToHaveCountAsync(2);
        await group.GetByRole(AriaRole.Button, new() { Name = "Discard all" }).ClickAsync();
        await Assertions.Expect(console.Page.Locator("#confirm-text")).ToContainTextAsync("2 people will not be called");

        await console.Button("Cancel").ClickAsync();
        Assert.Equal(2, (await bridge.DeadLettersAsync("calls")).Count);

        await group.GetByRole(AriaRole.Button, new() { Name = "Discard all" }).ClickAsync();
        await console.Button("Discard").Last.ClickAsync();
        await Assertions.Expect(console.Page.Locator("#groups")).ToContainTextAsync("No dead letters");
        Assert.Empty(await bridge.DeadLettersAsync("calls"));
        console.AssertClean();
    }

    [ChromiumFact]
    public async Task Who_may_have_been_called_is_called_again_only_when_the_box_is_ticked()
    {
        await using var bridge = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("500:1") });
        var lead = await bridge.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));

        await console.Button("Replay it").ClickAsync();
        await console.Button("Replay").ClickAsync();
        await Assertions.Expect(console.Page.Locator("#toast")).ToContainTextAsync("0 replayed. 1 skipped");
        Assert.Single(bridge.Altur.Posts);

        await console.Button("Replay it").ClickAsync();
        await console.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await console.Button("Replay").ClickAsync();
        await Assertions.Expect(console.Page.Locator("#toast")).ToContainTextAsync("1 replayed");
        await Eventually.TrueAsync(() => bridge.Altur.Posts.Count == 2, $"{lead} is dialled again");
    }

    [ChromiumFact]
    public async Task Who_discards_a_record_is_told_that_the_webhook_will_not_get_it()
    {
        await using var bridge = await TestBridge.StartAsync(webhook: new WebhookReceiverOptions { Faults = Faults.Parse("410:1") });
        await bridge.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("call-records")).Count == 1, "its record is dead");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));

        await console.Button("Discard it").ClickAsync();

        await Assertions.Expect(console.Page.Locator("#confirm-text")).ToContainTextAsync("The webhook will never get this record.");
    }

    [ChromiumFact]
    public async Task The_banner_does_not_say_more_about_the_last_call_and_record_than_is_known()
    {
        await using var bridge = await TestBridge.StartAsync(
            altur: new SimulatedAlturOptions { Faults = Faults.Parse("500:1") },
            webhook: new WebhookReceiverOptions { Faults = Faults.Parse("410:1") });
        await bridge.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));
        await Assertions.Expect(console.Verdict).ToContainTextAsync("it is unknown whether the last call was placed");

        bridge.Altur.Faults = Faults.None;
        await bridge.AcceptAsync("+12025550144");

        await Assertions.Expect(console.Verdict).ToContainTextAsync("did not accept the last record. It is a dead letter now.", AfterAPoll);
    }

    [ChromiumFact]
    public async Task A_replay_of_a_lead_that_a_rule_forbade_does_not_promise_a_call()
    {
        await using var bridge = await TestBridge.StartAsync(
            new Dictionary<string, string?> { ["Calling__AllowedCallingCodes__0"] = "52" });
        await bridge.ServiceBus.CreateSender(Queues.Calls).SendMessageAsync(CallMessage.Create(
            "crm:1", "crm", new BinaryData($$"""{"agent_id":"{{TestBridge.AgentId}}","phone_number_to":"+12025550143"}"""), "lane-1", DateTimeOffset.UtcNow,
            TimeSpan.FromDays(1)));
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));

        await console.Button("Replay it").ClickAsync();

        await Assertions.Expect(console.Page.Locator("#confirm-text")).ToHaveTextAsync(
            "1 person will be called only if the rule that forbade it allows it now.");
    }

    [ChromiumFact]
    public async Task The_leads_are_refreshed_under_the_focus_and_an_open_story()
    {
        await using var bridge = await TestBridge.StartAsync(webhook: new WebhookReceiverOptions { Faults = Faults.Parse("500:1") });
        var first = await bridge.AcceptAsync("+12025550143", "first");
        await Eventually.TrueAsync(async () => (await StateAsync(bridge, "first")) == "called", "it is called");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));
        var rows = console.Page.Locator("#leads tbody tr");
        await Assertions.Expect(rows).ToContainTextAsync(["called"]);
        await console.Button(first).ClickAsync();

        bridge.Webhook.Faults = Faults.None;
        await bridge.AcceptAsync("+12025550144", "second");
        using var _ = await bridge.Http.PostAsync(bridge.Address("api/deliveries/now"), null);

        await Assertions.Expect(rows).ToContainTextAsync(["json:second", "delivered"], AfterAPoll);
        await Assertions.Expect(console.Page.Locator("ol.story")).ToBeVisibleAsync();
        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(console.Button(first)).ToBeFocusedAsync();
        console.AssertClean();
    }

    [ChromiumFact]
    public async Task A_key_is_asked_for_and_kept_for_the_tab()
    {
        await using var bridge = await TestBridge.StartAsync(key: "right-key");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));

        await console.Page.GetByLabel("Key", new() { Exact = true }).FillAsync("wrong-key");
        await console.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not accept this key");
        await console.AssertAccessibleAsync();

        await console.Page.GetByLabel("Key", new() { Exact = true }).FillAsync("right-key");
        await console.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(console.Verdict).ToContainTextAsync("All is well");

        await console.Page.ReloadAsync();
        await Assertions.Expect(console.Verdict).ToContainTextAsync("All is well");
        Assert.DoesNotContain(
            "right-key",
            await console.Page.EvaluateAsync<string>("JSON.stringify(localStorage) + document.cookie"),
            StringComparison.Ordinal);
        console.AssertClean();
    }

    [ChromiumFact]
    public async Task A_story_is_found_and_left_by_the_keyboard_alone()
    {
        await using var bridge = await TestBridge.StartAsync();
        var lead = await bridge.AcceptAsync("+12025550143", "keys");
        await Eventually.TrueAsync(() => bridge.Webhook.Deliveries.Count == 1, "the record is delivered");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));
        await Assertions.Expect(console.Verdict).ToContainTextAsync("All is well");

        await console.Page.GetByRole(AriaRole.Searchbox).FocusAsync();
        await console.Page.Keyboard.TypeAsync(lead);
        await console.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Record delivered");

        await console.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(console.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task Nobody_is_kept_out_on_a_phone_or_a_desktop_in_the_light_or_the_dark()
    {
        await using var bridge = await TestBridge.StartAsync(altur: new SimulatedAlturOptions { Faults = Faults.Parse("400:0.5,500:0.5") });
        var lead = await bridge.AcceptAsync("+12025550143");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");

        // The width decides where things are, the scheme what colour they have: neither depends on the other.
        foreach (var (width, scheme) in ((int, ColorScheme)[])[(390, ColorScheme.Dark), (1280, ColorScheme.Light)])
        {
            await using var console = await Chromium.OpenAsync(
                bridge.Address("api/console"),
                new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
            await console.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
            await Assertions.Expect(console.Page.Locator(".letters tbody tr")).ToHaveCountAsync(1);
            await console.AssertAccessibleAsync();
            Assert.True(
                await console.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                $"At {width} the page is wider than the screen.");
            Assert.True(
                await console.Page.EvaluateAsync<bool>("document.querySelector('caption').offsetWidth > innerWidth / 2"),
                $"At {width} the caption is not as wide as its table.");

            await console.Button("Replay it").ClickAsync();
            await console.AssertAccessibleAsync();
            await console.Button("Cancel").ClickAsync();
            await console.Page.Locator("#leads").GetByRole(AriaRole.Button, new() { Name = lead }).ClickAsync();
            await Assertions.Expect(console.Page.Locator("ol.story")).ToBeVisibleAsync();
            await console.AssertAccessibleAsync();
            console.AssertClean();
        }
    }

    [ChromiumFact]
    public async Task A_dead_letter_that_nobody_has_seen_is_not_discarded_with_the_others()
    {
        await using var bridge = await TestBridge.StartAsync(
            altur: new SimulatedAlturOptions { Faults = Faults.Parse("400:1") });
        await bridge.AcceptAsync("+12025550143", "seen");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 1, "it is dead");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));
        await console.Button("Discard it").ClickAsync();
        await Assertions.Expect(console.Page.Locator("#confirm-text")).ToContainTextAsync("1 person will not be called");

        await bridge.AcceptAsync("+12025550144", "unseen");
        await Eventually.TrueAsync(async () => (await bridge.DeadLettersAsync("calls")).Count == 2, "the other is dead");
        await console.Button("Discard").Last.ClickAsync();

        await Assertions.Expect(console.Page.Locator("#toast")).ToHaveTextAsync("1 discarded.");
        Assert.Equal("dead", await StateAsync(bridge, "unseen"));
    }

    [ChromiumFact]
    public async Task A_page_opened_while_the_bridge_does_not_answer_shows_it_and_recovers()
    {
        await using var bridge = await TestBridge.StartAsync();
        await using var console = await Chromium.OpenAsync(new Uri("about:blank"));
        await console.Page.RouteAsync("**/api/status", route => route.AbortAsync());
        await console.Page.GotoAsync(bridge.Address("api/console").AbsoluteUri);
        await Assertions.Expect(console.Verdict).ToContainTextAsync("does not answer");
        await Assertions.Expect(console.Verdict).ToBeVisibleAsync();

        await console.Page.UnrouteAllAsync();

        await Assertions.Expect(console.Verdict).ToContainTextAsync("All is well", AfterAPoll);
    }

    [ChromiumFact]
    public async Task When_the_dead_letters_cannot_be_read_the_status_is_shown_all_the_same()
    {
        await using var bridge = await TestBridge.StartAsync();
        await using var console = await Chromium.OpenAsync(new Uri("about:blank"));
        await console.Page.RouteAsync("**/api/dead-letters/count", route => route.FulfillAsync(new()
        {
            Status = 503, ContentType = "application/problem+json", Body = """{"detail":"The dead letters cannot be read right now."}""",
        }));
        await console.Page.GotoAsync(bridge.Address("api/console").AbsoluteUri);

        await Assertions.Expect(console.Verdict).ToContainTextAsync("All is well");
        await Assertions.Expect(console.Verdict).ToBeVisibleAsync();
        await Assertions.Expect(console.Page.Locator("#groups")).ToHaveTextAsync("The dead letters cannot be read right now.");

        await console.Page.UnrouteAllAsync();

        await Assertions.Expect(console.Page.Locator("#groups")).ToContainTextAsync("No dead letters", AfterAPoll);
    }

    [ChromiumFact]
    public async Task More_dead_letters_than_are_counted_are_not_shown_as_the_exact_number()
    {
        await using var bridge = await TestBridge.StartAsync();
        await using var console = await Chromium.OpenAsync(new Uri("about:blank"));
        await console.Page.RouteAsync("**/api/dead-letters/count", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """
                {"groups":[{"queue":"calls","reason":"Refused","called":"no","count":10000,"oldest":"2026-01-02T03:04:05Z","example":""}],
                "counted":10000,"more":true,"before":"2026-01-02T04:04:05Z"}
                """,
        }));
        await console.Page.GotoAsync(bridge.Address("api/console").AbsoluteUri);

        await console.Button("Discard all").ClickAsync();

        await Assertions.Expect(console.Page.Locator("#confirm-title")).ToHaveTextAsync("Discard at least 10,000 dead letters?");
        await Assertions.Expect(console.Page.Locator("#confirm-text")).ToContainTextAsync("At least 10,000 people will not be called");
    }

    [ChromiumFact]
    public async Task A_key_that_no_header_can_hold_is_not_accepted()
    {
        await using var bridge = await TestBridge.StartAsync(key: "right-key");
        await using var console = await Chromium.OpenAsync(bridge.Address("api/console"));

        await console.Page.GetByLabel("Key", new() { Exact = true }).FillAsync("“right-key”");
        await console.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(console.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not accept this key");
    }

    private static async Task<string?> StateAsync(TestBridge bridge, string lead)
    {
        using var answer = await bridge.Http.GetAsync(bridge.Address($"api/leads/json/{lead}"));
        return answer.IsSuccessStatusCode ? (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["state"] : null;
    }
}
