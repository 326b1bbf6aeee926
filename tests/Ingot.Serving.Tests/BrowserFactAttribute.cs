namespace Ingot.Serving.Tests;

/// <summary>A test in a browser. Without one it is skipped, but never on CI, which installs one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (ChromiumBrowser.Executable is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = ChromiumBrowser.Missing;
        }
    }
}
