namespace Ingot.Serving.Pages;

/// <summary>Why what was asked for was not done.</summary>
/// <param name="Form">The form that asked, such as <c>promote</c>.</param>
/// <param name="Code">The diagnostic's code; null: the form was not filled in as it must be.</param>
/// <param name="Message">What was found, what was expected and the remedy.</param>
/// <param name="Reason">The reason that was given: it need not be written again.</param>
public sealed record PageProblem(string Form, string? Code, string Message, string? Reason = null)
{
    /// <summary>The reason that was given in a form; null: the problem is another form's.</summary>
    /// <param name="form">The form.</param>
    public string? ReasonOf(string form) => Form == form ? Reason : null;
}
