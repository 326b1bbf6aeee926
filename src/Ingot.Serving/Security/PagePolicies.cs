namespace Ingot.Serving.Security;

/// <summary>The authorization policies of the page. They take its cookie beside keys and tokens; those of the other endpoints never do.</summary>
internal static class PagePolicies
{
    /// <summary>To see the page.</summary>
    public const string Read = "Ingot.Page";

    /// <summary>To change channels.</summary>
    public const string Manage = "Ingot.Page.Manage";
}
