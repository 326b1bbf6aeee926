using System.Globalization;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Brought;

/// <summary>An input or output of an ONNX file of somebody's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The number of its elements' type in ONNX; 0: it is no tensor.</param>
/// <param name="Shape">Its dimensions, null where they are open; null: any.</param>
internal sealed record BroughtTensor(string Name, int Type, IReadOnlyList<long?>? Shape)
{
    /// <summary>Whether its elements are numbers or truth values that a number can be cast to.</summary>
    public bool IsNumeric => Type is (int)ElementType.Float or (int)ElementType.Double or (int)ElementType.Int64 or (int)ElementType.Int32 or (int)ElementType.Bool;

    /// <summary>Whether its elements are fractions.</summary>
    public bool IsFraction => Type is (int)ElementType.Float or (int)ElementType.Double;

    /// <summary>Whether its elements are texts.</summary>
    public bool IsText => Type == (int)ElementType.String;

    /// <summary>Values a row: 1 of a shape [N], null where it is open.</summary>
    public long? Width => Shape is null ? null : Shape.Count == 1 ? 1 : Shape.Count == 2 ? Shape[1] : null;

    /// <summary>Whether it can hold any number of rows, with some values each.</summary>
    public bool IsTable => Shape is null || (Shape.Count is 1 or 2 && Shape[0] is null);

    /// <summary>As messages show it: <c>float_input float[N,19]</c>.</summary>
    public override string ToString()
    {
        var shape = Shape is null ? "…" : string.Join(',', Shape.Select((d, i) => d?.ToString(CultureInfo.InvariantCulture) ?? (i == 0 ? "N" : "?")));
        return $"{Core.Diagnostics.DiagnosticText.Shorten(Name)} {TypeName}{(Type == 0 ? string.Empty : $"[{shape}]")}";
    }

    private string TypeName => Type switch
    {
        0 => "(no tensor)",
        1 => "float",
        6 => "int32",
        7 => "int64",
        8 => "string",
        9 => "bool",
        11 => "double",
        _ => $"(type {Type.ToString(CultureInfo.InvariantCulture)})",
    };
}
