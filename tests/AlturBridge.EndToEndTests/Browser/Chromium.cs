using Microsoft.Playwright;

namespace AlturBridge.EndToEndTests.Browser;

/// <summary>The machine's own Chromium, started once.</summary>
internal static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> Started = new(StartAsync);

    /// <summary>Null if there is none. The headless shell comes first: a test takes half the processor time in it.</summary>
    public static string? Path { get; } =
        ((string?[])[Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium",
            "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);

    /// <summary>A separate page that shares nothing with others. Its errors are recorded.</summary>
    public static async Task<ConsolePage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        var browser = await Started.Value;
        var context = await browser.NewContextAsync(options);
        var page = new ConsolePage(await context.NewPageAsync(), address);
        await page.OpenAsync();
        return page;
    }

    private static async Task<IBrowser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }
}
