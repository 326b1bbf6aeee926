namespace Ingot.Serving.Pages;

/// <summary>What all pages know: who looks at them, and how their forms are sent.</summary>
public sealed record PageContext
{
    /// <summary>The path of the page, with a slash at its end.</summary>
    public required string Root { get; init; }

    /// <summary>Who is signed in; null: nobody, or nobody needs to be.</summary>
    public string? User { get; init; }

    /// <summary>Whether they can sign out: they came by the cookie.</summary>
    public bool CanSignOut { get; init; }

    /// <summary>Whether they may change channels.</summary>
    public bool CanManage { get; init; }

    /// <summary>The name of the forms' field that proves that they are this page's; null: the page has no form that changes anything.</summary>
    public string? FormField { get; init; }

    /// <summary>The value of <see cref="FormField"/>.</summary>
    public string? FormToken { get; init; }

    /// <summary>Whether the page has the script that signs.</summary>
    public bool HasScript { get; init; }
}
