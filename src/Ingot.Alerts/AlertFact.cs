namespace Ingot.Alerts;

/// <summary>One thing that an alert says.</summary>
public sealed record AlertFact
{
    /// <summary>Makes one; both texts are made harmless by <see cref="AlertText.Line"/>.</summary>
    /// <param name="name">What it is, such as <c>Threshold</c>.</param>
    /// <param name="value">Its value, such as <c>0.80</c>.</param>
    public AlertFact(string name, string value) => (Name, Value) = (AlertText.Line(name), AlertText.Line(value));

    /// <summary>What it is, such as <c>Threshold</c>.</summary>
    public string Name { get; }

    /// <summary>Its value, such as <c>0.80</c>.</summary>
    public string Value { get; }
}
