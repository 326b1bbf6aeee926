#r "artifacts/cake/Ingot.Cake.dll"

IngotTrain("models/Churn", settings =>
{
    settings.Configuration = "Release";
    settings.Properties["ContinuousIntegrationBuild"] = "true";
});
