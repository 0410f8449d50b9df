from django.urls import path

from roadmap.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("tokens/create/", views.create_token, name="token-create"),
    path("tokens/<str:digest>/revoke/", views.revoke_token, name="token-revoke"),
]
