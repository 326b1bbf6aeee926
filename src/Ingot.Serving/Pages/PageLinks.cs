using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Pages;

/// <summary>Where the parts of the page are.</summary>
internal static class PageLinks
{
    /// <summary>The endpoint's name, by which the page is found where an application mapped it.</summary>
    public const string Name = "IngotPage";

    public const string SignIn = "sign-in";
    public const string SignOut = "sign-out";
    public const string Channels = "channels";
    public const string Monitor = "monitor";
    public const string StyleSheet = "ingot.css";
    public const string Script = "ingot.js";

    /// <summary>The path of the page, with a slash at its end; all other paths are below it.</summary>
    public static string Root(HttpContext context) =>
        (context.RequestServices.GetRequiredService<LinkGenerator>().GetPathByName(context, Name, values: null) ?? string.Empty).TrimEnd('/') + '/';

    /// <summary>The path of the report of what a package answered in a channel, below the root.</summary>
    public static string MonitorOf(string package, string? channel) =>
        $"{Monitor}/{Uri.EscapeDataString(package)}{(channel is null ? string.Empty : $"?channel={Uri.EscapeDataString(channel)}")}";

    /// <summary>The path of a package's channel, below the root.</summary>
    public static string Channel(string channel, string package) => $"{Channels}/{Uri.EscapeDataString(channel)}/{Uri.EscapeDataString(package)}";
}
