using System.Reflection;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Training.MLNet;
using Microsoft.ML;

namespace Ingot.Training.Pipelines;

/// <summary>
/// The code of a <c>Trainer Include="Pipeline"</c>: a public class with a method that takes an <see cref="MLContext"/> and gives an
/// <see cref="IEstimator{TTransformer}"/>. Its assembly is loaded beside Ingot's own, with which it shares ML.NET.
/// </summary>
internal static class PipelineCode
{
    /// <summary>The pipeline that the project's class gives.</summary>
    /// <exception cref="IngotException">INGOT2066: there is no such class, there are several, or it cannot be loaded or asked.</exception>
    public static IEstimator<ITransformer> Pipeline(OwnModelSpec own, MLContext context)
    {
        if (own.Assemblies.Count == 0 || !File.Exists(own.Assemblies[0]))
        {
            throw Unusable(own, $"The code of the Pipeline was not built{(own.Assemblies.Count > 0 ? $": there is no '{own.Assemblies[0]}'" : string.Empty)}. Build the project that TrainerProject names, or correct TrainerAssembly.");
        }

        try
        {
            var method = Find(own);
            var instance = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
            return (IEstimator<ITransformer>?)method.Invoke(instance, [context])
                ?? throw Unusable(own, $"{Shown(method)} gave nothing (null); expected the pipeline.");
        }
        catch (TargetInvocationException e)
        {
            throw Unusable(own, $"The class of the Pipeline threw {e.InnerException!.GetType().Name}: {e.InnerException.Message} Correct it.", e.InnerException);
        }
        catch (Exception e) when (TrainerCode.IsLoading(e))
        {
            throw Unusable(own, $"'{Path.GetFileName(own.Assemblies[0])}' cannot be loaded: {TrainerCode.Said(e)} Its project must target {Environment.Version.Major switch { var major => $"net{major}.0" }} or lower and use Microsoft.ML {MLNetVersion.Text} or lower; <EnableDynamicLoading>true</EnableDynamicLoading> in it puts all that it needs beside its assembly.", e);
        }
    }

    private static MethodInfo Find(OwnModelSpec own)
    {
        var types = TrainerCode.Classes(own.Assemblies[0]);
        if (own.Class is { } name)
        {
            types = types.FindAll(t => t.FullName == name || t.Name == name);
            if (types.Count != 1)
            {
                throw Unusable(own, $"'{Path.GetFileName(own.Assemblies[0])}' has {(types.Count == 0 ? "no public class" : "several classes")} '{name}'. Correct Class; the full name has the namespace too.");
            }
        }

        var methods = types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)).Where(IsPipeline).ToList();
        return methods.Count switch
        {
            1 => methods[0],
            0 => throw Unusable(own, $"'{Path.GetFileName(own.Assemblies[0])}' has no public class{(own.Class is null ? string.Empty : $" '{own.Class}'")} with a method that takes an MLContext and gives an IEstimator<ITransformer>, such as: public static IEstimator<ITransformer> Create(MLContext context)."),
            _ => throw Unusable(own, $"Several methods give a pipeline: {DiagnosticText.List(methods.Select(Shown))}. Name the class of one of them: Class=\"{methods[0].DeclaringType!.FullName}\"; it may have one such method only."),
        };
    }

    private static bool IsPipeline(MethodInfo method) =>
        typeof(IEstimator<ITransformer>).IsAssignableFrom(method.ReturnType) && method.GetParameters() is [{ } only] && only.ParameterType == typeof(MLContext)
        && (method.IsStatic || method.DeclaringType!.GetConstructor([]) is not null);

    private static string Shown(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    private static IngotException Unusable(OwnModelSpec own, FormattableString message, Exception? inner = null) =>
        new(TrainDiagnostics.PipelineUnusable.At(own.Location, message), inner);
}
