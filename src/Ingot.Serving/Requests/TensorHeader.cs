namespace Ingot.Serving.Requests;

/// <summary>What a request says about one tensor before its data.</summary>
internal struct TensorHeader()
{
    public string? Name { get; set; }

    /// <summary>Place of the input of that name; -1: there is none, or it was not looked for.</summary>
    public int Input { get; set; } = -1;

    public TensorType? Type { get; set; }

    /// <summary>Rows by the shape; -1: the shape was not read yet.</summary>
    public int Rows { get; set; } = -1;

    public readonly bool IsComplete => Name is not null && Type is not null && Rows >= 0;
}
