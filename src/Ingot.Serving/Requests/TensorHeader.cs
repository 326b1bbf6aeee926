namespace Ingot.Serving.Requests;

/// <summary>What a request says about one tensor before its data.</summary>
internal sealed class TensorHeader
{
    public string? Name { get; set; }

    public TensorType? Type { get; set; }

    /// <summary>Rows by the shape; -1: the shape was not read yet.</summary>
    public int Rows { get; set; } = -1;

    public bool IsComplete => Name is not null && Type is not null && Rows >= 0;
}
