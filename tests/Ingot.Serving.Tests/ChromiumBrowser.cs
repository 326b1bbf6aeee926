using Microsoft.Playwright;

namespace Ingot.Serving.Tests;

/// <summary>The machine's own Chromium, without a window.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    /// <summary>Names the browser's file where it is not on the PATH.</summary>
    public const string Variable = "INGOT_CHROMIUM";

    /// <summary>Why there is no test.</summary>
    public const string Missing = $"There is no Chromium on the PATH: install the package chromium, or name the browser's file in {Variable}.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe", "msedge.exe"];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    /// <summary>The browser's file; null: there is none.</summary>
    public static string? Executable { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } said
        ? said
        : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(_ => Names, Path.Combine)
            .FirstOrDefault(File.Exists);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _driver?.Dispose();
    }

    /// <summary>Opens a server's pages.</summary>
    internal async Task<BrowserSession> OpenAsync(ServingHost host, ViewportSize? size = null, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.True(Executable is not null, Missing);
        _driver ??= await Playwright.CreateAsync();
        _browser ??= await _driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return await BrowserSession.OpenAsync(_browser, host.Client.BaseAddress!, size ?? new() { Width = 1280, Height = 900 }, scheme);
    }
}
