namespace Ingot.Core.Specs;

/// <summary>A bound as projects write it, such as <c>Recall&gt;=0.8</c> or <c>Size&lt;=500KB</c>. What the name and the value mean is the reader's to say.</summary>
/// <param name="Name">What is bounded.</param>
/// <param name="IsLeast">Whether it is the least that is allowed, else the most.</param>
/// <param name="Value">The bound as it was written.</param>
public sealed record BoundText(string Name, bool IsLeast, string Value)
{
    private const string Least = ">=";
    private const string Most = "<=";

    /// <summary>Reads one; null when it is none.</summary>
    /// <param name="text">The text.</param>
    public static BoundText? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // A value has no such sign, and the name of a class may.
        var (least, most) = (text.LastIndexOf(Least, StringComparison.Ordinal), text.LastIndexOf(Most, StringComparison.Ordinal));
        var at = Math.Max(least, most);
        if (at < 0)
        {
            return null;
        }

        var bound = new BoundText(text[..at].Trim(), least > most, text[(at + Least.Length)..].Trim());
        return bound.Name.Length > 0 && bound.Value.Length > 0 ? bound : null;
    }

    /// <summary>As projects write it.</summary>
    public override string ToString() => $"{Name}{(IsLeast ? Least : Most)}{Value}";
}
