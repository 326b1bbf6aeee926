using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Ingot.Serving.Tests;

/// <summary>A person at a browser: what its console says and what it fetches is watched.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentQueue<string> _sent = new();

    private BrowserSession(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>The bodies of all forms that were sent.</summary>
    public IEnumerable<string> Sent => _sent;

    public static async Task<BrowserSession> OpenAsync(IBrowser browser, Uri address, ViewportSize size, ColorScheme scheme)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = size, ColorScheme = scheme });
        context.SetDefaultTimeout(30_000);
        var session = new BrowserSession(context, await context.NewPageAsync());
        session.Page.PageError += (_, e) => session._faults.Enqueue(e);

        // Chromium writes there too that a page came with a status of refusal: the tests look at that themselves.
        session.Page.Console += (_, m) =>
        {
            if (m.Type is "error" or "warning" && !m.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal))
            {
                session._faults.Enqueue(m.Text);
            }
        };
        session.Page.Request += (_, r) =>
        {
            session._sent.Enqueue(r.PostData ?? string.Empty);
            if (!r.Url.StartsWith(address.ToString(), StringComparison.Ordinal))
            {
                session._faults.Enqueue($"{r.Url} was fetched");
            }
        };
        return session;
    }

    /// <summary>That nothing was said in the console, forbidden by the page's policy, or fetched from elsewhere.</summary>
    public void IsClean() => Assert.Empty(_faults);

    /// <summary>That no page is wider than the window.</summary>
    public async Task FitsAsync()
    {
        var (content, window) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("window.innerWidth"));
        Assert.True(content <= window, $"{Page.Url} is {content} wide in a window of {window}.");
    }

    /// <summary>Keeps a picture where somebody wants to look at it: in the folder of INGOT_SCREENSHOTS.</summary>
    public async Task LookAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("INGOT_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
