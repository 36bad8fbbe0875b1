using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AlturBridge.EndToEndTests.Browser;

/// <summary>The console in a browser, and its unexpected side effects.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private readonly Uri address;
    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentQueue<string> strangers = new();

    public ConsolePage(IPage page, Uri address)
    {
        (Page, this.address) = (page, address);
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            // Asking for a key is not an error of the page.
            if (message.Type == "error" && !message.Text.Contains("401", StringComparison.Ordinal))
            {
                errors.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal))
            {
                strangers.Enqueue(request.Url);
            }
        };
    }

    public IPage Page { get; }

    public ILocator Verdict => Page.Locator("#verdict");

    public Task OpenAsync() => Page.GotoAsync(address.AbsoluteUri);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Asserts that nothing failed, was blocked by the policy or was requested from another host.</summary>
    public void AssertClean()
    {
        Assert.Empty(errors);
        Assert.Empty(strangers);
    }

    /// <summary>Asserts that the page is accessible as it looks now.</summary>
    public async Task AssertAccessibleAsync()
    {
        var found = await Page.RunAxe();
        Assert.DoesNotContain(found.Violations, violation => violation.Impact is "serious" or "critical" or "moderate");
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
