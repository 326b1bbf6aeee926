namespace Ingot.Core.Specs;

/// <summary>Where a model comes from that Ingot's own trainers do not learn.</summary>
public enum OwnModelKind
{
    /// <summary>An ONNX file: item <c>PretrainedModel</c>.</summary>
    Pretrained,

    /// <summary>A command of the project's that is given the rows and writes an ONNX file: <c>Trainer Include="Command"</c>.</summary>
    Command,

    /// <summary>A pipeline of ML.NET in a C# class of the project's: <c>Trainer Include="Pipeline"</c>.</summary>
    Pipeline,
}
