namespace Ingot.Serving.Requests;

/// <summary>What a request says about one tensor beside its data.</summary>
internal struct TensorHeader()
{
    private TensorMembers _members;

    public string? Name { get; set; }

    /// <summary>Place of the input of that name; -1: there is none, or it was not looked for.</summary>
    public int Input { get; set; } = -1;

    public TensorType? Type { get; set; }

    /// <summary>What stands in place of a data type; null: nothing, or one that is known.</summary>
    public string? WrongType { get; set; }

    /// <summary>Rows by the shape; -1: the shape was not read yet, or is not one of a column.</summary>
    public int Rows { get; set; } = -1;

    /// <summary>What stands in place of the shape of a column; null: nothing, or such a shape.</summary>
    public string? WrongShape { get; set; }

    /// <summary>Bytes of the data behind the JSON; -1: they do not stand there.</summary>
    public long BinarySize { get; set; } = -1;

    public readonly bool IsComplete => Name is not null && Type is not null && Rows >= 0;

    /// <summary>Notes a member; false when it was there already.</summary>
    public bool Note(TensorMembers member)
    {
        var isFirst = (_members & member) == 0;
        _members |= member;
        return isFirst;
    }

    /// <summary>Whether the tensor has a member.</summary>
    public readonly bool Has(TensorMembers member) => (_members & member) != 0;
}
