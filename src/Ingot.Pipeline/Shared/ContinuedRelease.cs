using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Releases.Baselines;
using Ingot.Releases.Models;
using Ingot.Training.Continued;

namespace Ingot.Pipeline.Shared;

/// <summary>The released model that a training continues from, out of the package that restore brought.</summary>
internal static class ContinuedRelease
{
    /// <summary>Reads it, and judges its file: what restore brought is somebody else's.</summary>
    /// <returns>Null: the training starts anew.</returns>
    /// <exception cref="IngotException">INGOT2096: the package is not there. INGOT2097: it has no model that can be taken.</exception>
    public static ReleasedModel? Read(ModelSpec spec)
    {
        if (spec.Continued is not { } release)
        {
            return null;
        }

        var place = spec.LocationOf("ModelContinueFrom");
        if (release.Folder is not { } folder || !Directory.Exists(folder))
        {
            throw new IngotException(TrainDiagnostics.ContinuedNotRestored.At(
                place, $"The package {release.Package} {release.Version}, which the training continues from, is in no package folder. Run 'dotnet restore' with a feed that has it, then build."));
        }

        try
        {
            var model = PackagedModel.Read(release, place);
            OnnxFileCheck.Require(model.Onnx, place, allowControlFlow: false);
            return new ReleasedModel(model.Onnx, model.OnnxSha256, model.Schema);
        }
        catch (IngotException e)
        {
            throw new IngotException(
                TrainDiagnostics.ContinuedDoesNotFit.At(
                    place, $"The training cannot continue from {release.Package} {release.Version}: its model is refused ({e.Diagnostic.Code}: {e.Diagnostic.Message.TrimEnd('.')}). Name another release; if Ingot built this one, delete the folder '{folder}' and restore again."),
                e);
        }
    }
}
