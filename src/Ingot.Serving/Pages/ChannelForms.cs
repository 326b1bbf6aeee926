namespace Ingot.Serving.Pages;

/// <summary>The names of the forms that change a channel: the last part of their paths.</summary>
public static class ChannelForms
{
    /// <summary>Looking at a version.</summary>
    public const string Look = "look";

    /// <summary>Promoting it.</summary>
    public const string Promote = "promote";

    /// <summary>Handing in an approval or a rejection.</summary>
    public const string Approve = "approve";

    /// <summary>Going back to a version.</summary>
    public const string Rollback = "rollback";

    /// <summary>Retiring a version.</summary>
    public const string Retire = "retire";
}
