namespace Ingot.Runtime;

/// <summary>What is wrong with one value of an input.</summary>
public sealed class InputProblem
{
    internal InputProblem(string column, string message)
    {
        Column = column;
        Message = message;
    }

    /// <summary>The column's name as the model's schema has it, or a member's that is no column.</summary>
    public string Column { get; }

    /// <summary>What was found and what the schema allows.</summary>
    public string Message { get; }

    /// <inheritdoc />
    public override string ToString() => Message;
}
